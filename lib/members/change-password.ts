import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { hashPassword } from "@/lib/passwords/hash";
import { weakPassword } from "@/lib/passwords/refuse-weak";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { isGuarded } from "@/lib/principals/guarded";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { provePassword } from "@/lib/sessions/prove-password";
import { renewSid } from "@/lib/sessions/renew-sid";
import type { ChangePasswordInput } from "./input";

/**
 * Changes the principal's own password after proof of the old one, which is all the proof that it takes of whoever has nothing else;
 * whoever has a second factor has to have proved lately who they are. Every other session of theirs ends, and this one goes on under another id: a copy of its cookie from before opens nothing.
 */
export async function changePassword(
  db: Db,
  principal: Principal,
  { current, next }: ChangePasswordInput,
  sessionId: string,
): Promise<Result<{ sid: PlainSecret }, Refusal>> {
  const proven = await provePassword(db, principal, current);
  if (!proven.ok) return proven;
  const { email, firstName } = proven.value;
  const weak = weakPassword(next, [email, firstName]);
  if (weak)
    return err({
      kind: "invalid_input",
      fields: { next: weak.kind === "invalid_input" ? (weak.fields["password"] ?? []) : [] },
    });
  const passwordHash = await hashPassword(next);
  return change(db, principal, async (tx, actor) => {
    const memberId = actor.memberId ?? "";
    const guarded = await isGuarded(tx, { accountId: actor.accountId, memberId });
    const late = guarded ? provenLately(actor) : ok(null);
    if (!late.ok) return late;
    await tx
      .update(members)
      .set({ passwordHash })
      .where(and(eq(members.id, memberId), eq(members.accountId, actor.accountId)));
    await endSessionsOf(tx, { memberId, accountId: actor.accountId }, "password_changed", sessionId);
    const sid = await renewSid(tx, { sessionId, accountId: actor.accountId, proven: !guarded });
    const act = {
      kind: "member",
      action: "changePassword",
      resource: memberResource(memberId),
      target: { id: memberId, name: email },
    } as const;
    await recordAuditEntry(tx, actor, act);
    return ok({ sid });
  });
}
