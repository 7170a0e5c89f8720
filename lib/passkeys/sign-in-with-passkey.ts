import "server-only";
import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { transact } from "@/lib/principals/change";
import { type Begun, beginSession, type Place } from "@/lib/sessions/begin-session";
import { allowTry, forgetFailures } from "@/lib/sessions/throttle";
import { type Asked, newChallenge } from "./challenge";
import { checkPasskey, notePasskeyUse } from "./check-passkey";
import type { Assertion } from "./input";
import { CHALLENGE_MINUTES } from "./limits";
import type { WorkingSite } from "./view";

/** What a browser needs to ask for a passkey; without `allowed` it offers those that it knows for this site. */
export async function askForPasskey(
  db: Db,
  site: WorkingSite,
  asked: Asked,
  allowed?: readonly { id: string; transports: string[] }[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return {
    challenge: await newChallenge(db, asked),
    rpId: site.rpId,
    timeout: CHALLENGE_MINUTES * 60_000,
    userVerification: "required",
    ...(allowed && { allowCredentials: allowed.map((each) => ({ ...each, type: "public-key" })) }),
  };
}

/**
 * Begins a session for whoever shows a passkey, unlocked: that is two factors, so nothing else is asked. Everything that does not fit
 * answers alike. `csrfToken` is the one of the visitor's browser, to which the question was put. Tries count by passkey and network.
 */
export async function signInWithPasskey(
  db: Db,
  site: WorkingSite,
  { csrfToken, ...assertion }: Assertion & { readonly csrfToken: string },
  place: Place,
): Promise<Result<Begun, Refusal>> {
  const counted = `passkey ${assertion.id}`;
  const wait = await allowTry(db, counted, place.ip);
  if (wait) return err(wait);
  const checked = await checkPasskey(db, site, assertion, { purpose: "sign_in", of: csrfToken, origin: place });
  if (!checked) return err({ kind: "passkey_refused" });
  await forgetFailures(db, counted, place.ip);
  const { memberId: id, accountId, email } = checked;
  return transact(db, async (tx) => {
    const begun = await beginSession(tx, { id, accountId, email }, place, { factor: "passkey" }, { wholly: true });
    return begun.ok && (await notePasskeyUse(tx, checked)) ? begun : err({ kind: "passkey_refused" });
  });
}
