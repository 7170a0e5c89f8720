import "server-only";
import { passkeys } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change, changeEnrolling } from "@/lib/principals/change";
import { isGuarded } from "@/lib/principals/guarded";
import { lockMember } from "@/lib/principals/lock-member";
import type { Enrolling } from "@/lib/principals/reload-principal";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { renewSid } from "@/lib/sessions/renew-sid";
import { takeChallenge } from "./challenge";
import type { AddPasskeyInput } from "./input";
import { PASSKEYS_MAX } from "./limits";
import { credentialsOf } from "./list-passkeys";
import { tooMany } from "./too-many";
import { challengeIn, verifyAttestation } from "./verify";
import type { WorkingSite } from "./view";

/** What a change of a passkey leaves behind: how it is called, and the session's new id. */
export type Changed = { readonly name: string; readonly sid: PlainSecret };

/**
 * Keeps a passkey that the principal's browser has made for the question of this session, which is answered once. Their other
 * sessions end, and this one goes on under a new id (security 3.9). Whatever does not fit is refused alike.
 */
export async function addPasskey(
  db: Db,
  principal: Principal,
  site: WorkingSite,
  input: AddPasskeyInput,
  sessionId: string,
): Promise<Result<Changed, Refusal>> {
  const made = await madeFor(db, site, input, sessionId);
  if (!made) return err({ kind: "passkey_refused" });
  // Of two that add at once the second counts the first.
  return change(db, principal, (tx, actor) => keep(tx, actor, input, made, sessionId), { lockAccount: true });
}

/** The same as the first second factor of whoever lacks one, in a session that may be good for nothing else before. */
export async function addFirstPasskey(
  db: Db,
  enrolling: Enrolling,
  site: WorkingSite,
  input: AddPasskeyInput,
): Promise<Result<Changed, Refusal>> {
  const { sessionId } = enrolling;
  const made = await madeFor(db, site, input, sessionId);
  if (!made) return err({ kind: "passkey_refused" });
  return changeEnrolling(db, enrolling, async (tx, actor) => {
    await lockMember(tx, enrolling);
    if (await isGuarded(tx, enrolling)) return err({ kind: "factor_there" });
    return keep(tx, actor, input, made, sessionId);
  });
}

type Made = NonNullable<Awaited<ReturnType<typeof verifyAttestation>>>;

async function madeFor(
  db: Db,
  site: WorkingSite,
  { attestation }: AddPasskeyInput,
  sessionId: string,
): Promise<Made | null> {
  const challenge = challengeIn(attestation.clientDataJSON);
  const ours = challenge !== null && (await takeChallenge(db, challenge, { purpose: "add", of: sessionId }));
  return ours ? verifyAttestation(site, attestation, challenge) : null;
}

async function keep(
  tx: Tx,
  actor: Principal,
  { name, attestation: { transports } }: AddPasskeyInput,
  made: Made,
  sessionId: string,
): Promise<Result<Changed, Refusal>> {
  const { accountId, memberId } = actor;
  if (memberId === null) return err({ kind: "unauthenticated" });
  await lockMember(tx, { accountId, memberId });
  const there = await credentialsOf(tx, { accountId, memberId });
  if (there.length >= PASSKEYS_MAX) return err(tooMany);
  const row = { id: newId(), accountId, memberId, name, transports, ...made };
  const kept = await tx.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.id });
  if (kept.length === 0) return err({ kind: "passkey_refused" });
  await endSessionsOf(tx, { accountId, memberId }, "factor_changed", sessionId);
  await recordAuditEntry(tx, actor, {
    kind: "member",
    action: "addPasskey",
    resource: memberResource(memberId),
    target: { id: row.id, name },
    details: { after: { name, backedUp: made.backedUp } },
  });
  return ok({ name, sid: await renewSid(tx, { sessionId, accountId, proven: false }) });
}
