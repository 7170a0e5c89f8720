import "server-only";
import { and, eq } from "drizzle-orm";
import { members, memberTotp } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { lockMember } from "@/lib/principals/lock-member";
import { allowProof, forgetProofs } from "@/lib/sessions/throttle-proofs";
import { checkProof } from "./check-proof";
import type { Renewed } from "./confirm-enrolment";
import type { Code, ProvenInput } from "./input";
import { endRecoveryCodes, makeRecoveryCodes } from "./recovery-codes";
import { renewSession } from "./renew-session";

type Whose = { readonly accountId: string; readonly memberId: string };

/** Makes new recovery codes for the principal in place of the old ones, after a fresh proof of their second factor. */
export function renewRecoveryCodes(
  db: Db,
  principal: Principal,
  { proof }: ProvenInput,
  sessionId: string,
): Promise<Result<Renewed, Refusal>> {
  return proven(db, principal, proof, { action: "renewRecoveryCodes", sessionId, act: makeRecoveryCodes });
}

/** Removes the principal's authenticator app and recovery codes, after a fresh proof. */
export function removeFactor(
  db: Db,
  principal: Principal,
  { proof }: ProvenInput,
  sessionId: string,
): Promise<Result<Renewed, Refusal>> {
  const act = async (tx: Tx, whose: Whose) => {
    await endFactor(tx, whose);
    return [];
  };
  return proven(db, principal, proof, { action: "removeSecondFactor", sessionId, act });
}

/** Ends a member's authenticator app and recovery codes; answers whether there was anything to end. */
export async function endFactor(tx: Tx, { accountId, memberId }: Whose): Promise<boolean> {
  const theirs = and(eq(memberTotp.memberId, memberId), eq(memberTotp.accountId, accountId));
  const ended = await tx.delete(memberTotp).where(theirs).returning({ confirmedAt: memberTotp.confirmedAt });
  await endRecoveryCodes(tx, { accountId, memberId });
  return ended.some(({ confirmedAt }) => confirmedAt !== null);
}

type Act = {
  readonly action: "renewRecoveryCodes" | "removeSecondFactor";
  readonly sessionId: string;
  readonly act: (tx: Tx, whose: Whose) => Promise<readonly PlainSecret[]>;
};

/** A change to one's own factor: throttled, proven, told, and every session ended but the one that goes on under a new id. */
async function proven(
  db: Db,
  principal: Principal,
  proof: Code,
  { action, sessionId, act }: Act,
): Promise<Result<Renewed, Refusal>> {
  const { memberId, origin } = principal;
  if (memberId === null) return err({ kind: "not_found", what: "second factor" });
  const counted = { memberId, sessionId: null, guessable: proof.kind === "totp" };
  const tried = await allowProof(db, counted, origin.ip);
  if ("refusal" in tried) return err(tried.refusal);
  const answer = await change<Renewed>(db, principal, async (tx, actor) => {
    const whose = { accountId: actor.accountId, memberId };
    await lockMember(tx, whose);
    if (!(await checkProof(tx, whose, proof))) return err({ kind: "wrong_code" });
    const codes = await act(tx, whose);
    const sid = await renewSession(tx, whose, sessionId);
    const self = and(eq(members.id, memberId), eq(members.accountId, actor.accountId));
    const [member] = await tx.select({ id: members.id, name: members.email }).from(members).where(self);
    const target = expectRow(member);
    await recordAuditEntry(tx, actor, { kind: "member", action, resource: memberResource(memberId), target });
    return ok({ sid, codes });
  });
  if (answer.ok) await forgetProofs(db, counted, origin.ip);
  return answer;
}
