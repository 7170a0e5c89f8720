import "server-only";
import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { isGuarded } from "@/lib/principals/guarded";
import type { Enrolling } from "@/lib/principals/reload-principal";
import { provePassword } from "@/lib/sessions/prove-password";
import { newChallenge } from "./challenge";
import type { BeginFirstPasskeyInput } from "./input";
import { CHALLENGE_MINUTES, PASSKEYS_MAX } from "./limits";
import { credentialsOf } from "./list-passkeys";
import { tooMany } from "./too-many";
import { ALGORITHMS } from "./verify";
import type { WorkingSite } from "./view";

/**
 * What a browser needs to make a passkey for the principal, who has to have proved lately who they are: it will sign them in without a
 * password. The device has to be unlocked for every use and to find the passkey by itself, so that it stands for two factors.
 * Nothing is changed yet.
 */
export async function beginPasskey(
  db: Db,
  principal: Principal,
  site: WorkingSite,
  sessionId: string,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, Refusal>> {
  const { accountId, memberId } = principal;
  if (memberId === null) return err({ kind: "unauthenticated" });
  const proven = provenLately(principal);
  return proven.ok ? optionsFor(db, { accountId, memberId }, site, sessionId) : proven;
}

/**
 * The same in a session that may be good for nothing else yet, for whoever lacks a second factor: after proof of the password, as an
 * app's key is made.
 */
export async function beginFirstPasskey(
  db: Db,
  enrolling: Enrolling,
  site: WorkingSite,
  { password }: BeginFirstPasskeyInput,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, Refusal>> {
  const proven = await provePassword(db, enrolling, password);
  if (!proven.ok) return proven;
  if (await isGuarded(db, enrolling)) return err({ kind: "factor_there" });
  return optionsFor(db, enrolling, site, enrolling.sessionId);
}

async function optionsFor(
  db: Db,
  { accountId, memberId }: { accountId: string; memberId: string },
  site: WorkingSite,
  sessionId: string,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, Refusal>> {
  const there = await credentialsOf(db, { accountId, memberId });
  if (there.length >= PASSKEYS_MAX) return err(tooMany);
  const [member] = await db
    .select({ email: members.email, firstName: members.firstName })
    .from(members)
    .where(and(eq(members.id, memberId), eq(members.accountId, accountId)));
  const { email, firstName } = expectRow(member);
  const { generateRegistrationOptions } = await import("@simplewebauthn/server");
  const challenge = await newChallenge(db, { purpose: "add", of: sessionId });
  const options = await generateRegistrationOptions({
    rpName: "Latchkey",
    rpID: site.rpId,
    userID: new Uint8Array(Buffer.from(memberId)),
    userName: email,
    userDisplayName: firstName || email,
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    timeout: CHALLENGE_MINUTES * 60_000,
    attestationType: "none",
    excludeCredentials: there,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return ok(options);
}
