import "server-only";
import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { provePassword } from "@/lib/sessions/prove-password";
import { newChallenge } from "./challenge";
import type { BeginPasskeyInput } from "./input";
import { CHALLENGE_MINUTES, PASSKEYS_MAX } from "./limits";
import { credentialsOf } from "./list-passkeys";
import { tooMany } from "./too-many";
import { ALGORITHMS } from "./verify";
import type { WorkingSite } from "./view";

/**
 * What a browser needs to make a passkey for the principal, after proof of their password: it will sign them in without one. The device
 * has to be unlocked for every use and to find the passkey by itself, so that it stands for two factors. Nothing is changed yet.
 */
export async function beginPasskey(
  db: Db,
  principal: Principal,
  site: WorkingSite,
  { password }: BeginPasskeyInput,
  sessionId: string,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, Refusal>> {
  const proven = await provePassword(db, principal, password);
  if (!proven.ok) return proven;
  const there = await credentialsOf(db, principal);
  if (there.length >= PASSKEYS_MAX) return err(tooMany);
  const { generateRegistrationOptions } = await import("@simplewebauthn/server");
  const challenge = await newChallenge(db, { purpose: "add", of: sessionId });
  const options = await generateRegistrationOptions({
    rpName: "Latchkey",
    rpID: site.rpId,
    userID: new Uint8Array(Buffer.from(principal.memberId ?? "")),
    userName: proven.value.email,
    userDisplayName: proven.value.firstName || proven.value.email,
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    timeout: CHALLENGE_MINUTES * 60_000,
    attestationType: "none",
    excludeCredentials: there,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return ok(options);
}
