"use server";

import { z } from "zod";
import { provenLately } from "@/lib/access/proven-lately";
import { getConfig } from "@/lib/config/config";
import { err, ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { credentialsOf } from "@/lib/passkeys/list-passkeys";
import { askForPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import { passkeySite } from "@/lib/passkeys/site";
import { findWays } from "@/lib/proofs/find-ways";
import { proveAgainInput } from "@/lib/proofs/input";
import { proveAgain } from "@/lib/proofs/prove-again";
import { ticketForIssuer } from "@/lib/proofs/prove-by-issuer";
import { giveSession } from "@/lib/web/give-session";
import { memberAction } from "@/lib/web/member-action";

const nothing = z.strictObject({});

/** Whether whoever is here proved it lately, for what is not an action itself: a file. */
export const proveLatelyAction = memberAction(nothing, async (principal) => provenLately(principal));

/** By which ways whoever is here can prove once more that it is them. */
export const proofWaysAction = memberAction(nothing, async (principal) => {
  const config = getConfig();
  return findWays(getDb(), principal, { site: passkeySite(config), oidc: config.oidc });
});

/** Proves once more who is here; from then on this browser has another id of the session. */
export const proveAgainAction = memberAction(proveAgainInput, async (principal, input, { sessionId }) => {
  const proven = await proveAgain(getDb(), principal, input, { sessionId, site: passkeySite(getConfig()) });
  if (!proven.ok) return proven;
  await giveSession(proven.value.sid);
  return ok(null);
});

/** What this browser needs to ask for a passkey of whoever is here, for such a proof. */
export const askForProofPasskeyAction = memberAction(nothing, async (principal, _, { sessionId }) => {
  const site = passkeySite(getConfig());
  if (!("rpId" in site)) return err({ kind: "no_passkeys_here" });
  const own = await credentialsOf(getDb(), principal);
  return ok(await askForPasskey(getDb(), site, { purpose: "prove", of: sessionId }, own));
});

/** What this browser takes along to the issuer, for such a proof. */
export const ticketForIssuerAction = memberAction(nothing, async (_, __, { sessionId }) =>
  ok({ ticket: await ticketForIssuer(getDb(), sessionId) }),
);
