"use server";

import { getConfig } from "@/lib/config/config";
import { err, ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { beginPasskeySignInInput } from "@/lib/passkeys/input";
import { askForPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import { passkeySite } from "@/lib/passkeys/site";
import { openAction } from "@/lib/web/open-action";

/** What this browser needs to ask whoever is there for a passkey. */
export const askForPasskeyAction = openAction(beginPasskeySignInInput, async ({ csrfToken }) => {
  const site = passkeySite(getConfig());
  if (!("rpId" in site)) return err({ kind: "no_passkeys_here" });
  return ok(await askForPasskey(getDb(), site, { purpose: "sign_in", of: csrfToken }));
});
