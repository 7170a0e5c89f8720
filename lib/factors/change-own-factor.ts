import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { members, memberTotp } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { lacksFactor } from "@/lib/principals/guarded";
import { type AppKey, shownKey } from "./begin-enrolment";
import { changeProven, type Whose } from "./change-proven";
import type { Renewed } from "./confirm-enrolment";
import type { ProvenInput } from "./input";
import { endRecoveryCodes, makeRecoveryCodes } from "./recovery-codes";
import { renewSession } from "./renew-session";
import { newTotpKey } from "./totp";
import { sealTotpKey } from "./totp-key";

/** Makes new recovery codes for the principal in place of the old ones, after a fresh proof of their second factor. */
export function renewRecoveryCodes(
  db: Db,
  principal: Principal,
  { proof }: ProvenInput,
  sessionId: string,
): Promise<Result<Renewed, Refusal>> {
  return changeProven(db, principal, proof, async (tx, actor, whose) => {
    const codes = await makeRecoveryCodes(tx, whose);
    const sid = await renewSession(tx, whose, { sessionId, proven: false });
    await tell(tx, actor, whose, "renewRecoveryCodes");
    return ok({ sid, codes });
  });
}

/**
 * Removes the principal's authenticator app and recovery codes, after a fresh proof; refused where that is their last factor and the
 * account requires one.
 */
export function removeFactor(
  db: Db,
  principal: Principal,
  { proof }: ProvenInput,
  sessionId: string,
): Promise<Result<Renewed, Refusal>> {
  return changeProven(db, principal, proof, async (tx, actor, whose) => {
    await endFactor(tx, whose);
    if (await lacksFactor(tx, whose)) return err({ kind: "last_factor" });
    const sid = await renewSession(tx, whose, { sessionId, proven: false });
    await tell(tx, actor, whose, "removeSecondFactor");
    return ok({ sid, codes: [] });
  });
}

/**
 * Makes the key of an app that is to take the place of the principal's, after a fresh proof. The app that they have stays their factor
 * until `confirmEnrolment` has seen a code of the new one; beginning again makes another key.
 */
export function beginReplacement(
  db: Db,
  principal: Principal,
  { proof }: ProvenInput,
): Promise<Result<AppKey, Refusal>> {
  return changeProven(db, principal, proof, async (tx, actor, whose) => {
    const key = newTotpKey();
    const begun = await tx
      .update(memberTotp)
      .set({ nextSealed: sealTotpKey(whose, key) })
      .where(and(appOf(whose), isNotNull(memberTotp.confirmedAt)))
      .returning({ memberId: memberTotp.memberId });
    if (begun.length === 0) return err({ kind: "not_found", what: "second factor" });
    return ok(shownKey(key, await tell(tx, actor, whose, "beginSecondFactor")));
  });
}

/** Ends a member's authenticator app and recovery codes; answers whether there was anything to end. */
export async function endFactor(tx: Tx, whose: Whose): Promise<boolean> {
  const ended = await tx.delete(memberTotp).where(appOf(whose)).returning({ confirmedAt: memberTotp.confirmedAt });
  await endRecoveryCodes(tx, whose);
  return ended.some(({ confirmedAt }) => confirmedAt !== null);
}

const appOf = ({ accountId, memberId }: Whose) =>
  and(eq(memberTotp.memberId, memberId), eq(memberTotp.accountId, accountId));

type Told = "renewRecoveryCodes" | "removeSecondFactor" | "beginSecondFactor";

/** Puts the act into the log; answers with the member's address. */
async function tell(tx: Tx, actor: Principal, { accountId, memberId }: Whose, action: Told): Promise<string> {
  const self = and(eq(members.id, memberId), eq(members.accountId, accountId));
  const [member] = await tx.select({ id: members.id, name: members.email }).from(members).where(self);
  const target = expectRow(member);
  await recordAuditEntry(tx, actor, { kind: "member", action, resource: memberResource(memberId), target });
  return target.name;
}
