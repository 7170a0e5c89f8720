import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { hashPassword, passwordMatches } from "@/lib/passwords/hash";
import { weakPassword } from "@/lib/passwords/refuse-weak";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { allowTry, forgetFailures } from "@/lib/sessions/throttle";
import type { ChangePasswordInput } from "./input";

/** Changes the principal's own password after proof of the old one; every other session of theirs ends. */
export async function changePassword(
  db: Db,
  principal: Principal,
  { current, next }: ChangePasswordInput,
  sessionId: string,
): Promise<Result<null, Refusal>> {
  const memberId = principal.memberId ?? "";
  const self = and(eq(members.id, memberId), eq(members.accountId, principal.accountId));
  const [row] = await db
    .select({ email: members.email, hash: members.passwordHash, first: members.firstName })
    .from(members)
    .where(self);
  if (!row) return err({ kind: "unauthenticated" });
  const wait = await allowTry(db, row.email, principal.origin.ip);
  if (wait) return err(wait);
  if (!(await passwordMatches(current, row.hash))) return err({ kind: "wrong_password" });
  await forgetFailures(db, row.email, principal.origin.ip);
  const weak = weakPassword(next, [row.email, row.first]);
  if (weak)
    return err({
      kind: "invalid_input",
      fields: { next: weak.kind === "invalid_input" ? (weak.fields["password"] ?? []) : [] },
    });
  const passwordHash = await hashPassword(next);
  return change(db, principal, async (tx, actor) => {
    await tx.update(members).set({ passwordHash }).where(self);
    await endSessionsOf(tx, { memberId, accountId: actor.accountId }, "password_changed", sessionId);
    const act = {
      kind: "member",
      action: "changePassword",
      resource: memberResource(memberId),
      target: { id: memberId, name: row.email },
    } as const;
    await recordAuditEntry(tx, actor, act);
    return ok(null);
  });
}
