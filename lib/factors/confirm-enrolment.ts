import "server-only";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { changeEnrolling } from "@/lib/principals/change";
import { isGuarded } from "@/lib/principals/guarded";
import { lockMember } from "@/lib/principals/lock-member";
import type { Enrolling } from "@/lib/principals/reload-principal";
import { takeFirstCode } from "./check-proof";
import type { ConfirmEnrolmentInput } from "./input";
import { makeRecoveryCodes } from "./recovery-codes";
import { renewSession } from "./renew-session";

/** What a changed factor leaves behind: the session's new id, and the recovery codes where there are new ones. Each is shown once. */
export type Renewed = { readonly sid: PlainSecret; readonly codes: readonly PlainSecret[] };

/**
 * Makes the app whose key was given out last the member's second factor, by a first code of it. They get new recovery codes, every session of
 * theirs ends, and this one goes on under a new id.
 */
export async function confirmEnrolment(
  db: Db,
  enrolling: Enrolling & { readonly email: string },
  { code }: ConfirmEnrolmentInput,
): Promise<Result<Renewed, Refusal>> {
  return changeEnrolling(db, enrolling, async (tx, actor) => {
    const { accountId, memberId, email } = enrolling;
    await lockMember(tx, enrolling);
    const proven = !(await isGuarded(tx, enrolling)); // the key was given out for the password, which was all that they had
    const before = await takeFirstCode(tx, { accountId, memberId }, code);
    if (before === null) return err({ kind: "wrong_code" });
    const codes = await makeRecoveryCodes(tx, { accountId, memberId });
    const sid = await renewSession(tx, enrolling, { sessionId: enrolling.sessionId, proven });
    await recordAuditEntry(tx, actor, {
      kind: "member",
      action: before === "app" ? "replaceSecondFactor" : "addSecondFactor",
      resource: memberResource(memberId),
      target: { id: memberId, name: email },
      details: { factor: "totp" },
    });
    return ok({ sid, codes });
  });
}
