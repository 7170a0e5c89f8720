"use server";

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { err, ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { beginPasskeySignInInput } from "@/lib/passkeys/input";
import { credentialsOf } from "@/lib/passkeys/list-passkeys";
import { askForPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import { passkeySite } from "@/lib/passkeys/site";
import { openAction } from "@/lib/web/open-action";
import { currentWaiting } from "@/lib/web/session";

/** What this browser needs to ask whoever is there for a passkey. */
export const askForPasskeyAction = openAction(beginPasskeySignInInput, async ({ csrfToken }) => {
  const site = passkeySite(getConfig());
  if (!("rpId" in site)) return err({ kind: "no_passkeys_here" });
  return ok(await askForPasskey(getDb(), site, { purpose: "sign_in", of: csrfToken }));
});

/** The same for whoever gave their password and is asked for a second factor: one of their own passkeys. */
export const askForOwnPasskeyAction = openAction(z.strictObject({}), async () => {
  const site = passkeySite(getConfig());
  if (!("rpId" in site)) return err({ kind: "no_passkeys_here" });
  const waiting = await currentWaiting();
  if (!waiting) return err({ kind: "unauthenticated" });
  const own = await credentialsOf(getDb(), waiting);
  return ok(await askForPasskey(getDb(), site, { purpose: "second_factor", of: waiting.sessionId }, own));
});
