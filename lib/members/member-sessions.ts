import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { sessions } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { sessionsOf } from "@/lib/sessions/list-sessions";
import type { SessionView } from "@/lib/sessions/view";
import { viewMember } from "./get-member";
import type { EndSessionsInput } from "./input";
import { authorizeMember, mayEndSessions } from "./permissions";
import type { MemberView } from "./view";

/** Where a member is signed in; null for whoever is neither them nor may end it. */
export async function memberSessions(
  db: Db,
  principal: Principal,
  member: Pick<MemberView, "id" | "baseRole">,
  sessionId: string,
): Promise<SessionView[] | null> {
  if (member.id !== principal.memberId && !mayEndSessions(principal, member)) return null;
  return sessionsOf(db, { accountId: principal.accountId, memberId: member.id }, sessionId);
}

/** Ends one session of a member, or all of them. It takes the right to remove the member. */
export async function endMemberSessions(
  db: Db,
  principal: Principal,
  { id, sessionId }: EndSessionsInput,
): Promise<Result<{ ended: number }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const found = await viewMember(tx, actor, id);
    if (!found.ok) return found;
    const allowed = authorizeMember(actor, found.value, "deleteMember");
    if (!allowed.ok) return allowed;
    const { accountId } = actor;
    const whose = { memberId: id, accountId };
    const one = and(
      eq(sessions.id, sessionId ?? ""),
      eq(sessions.accountId, accountId),
      eq(sessions.memberId, id),
      isNull(sessions.endedAt),
    );
    const ended =
      sessionId === null
        ? await endSessionsOf(tx, whose, "ended")
        : (
            await tx
              .update(sessions)
              .set({ endedAt: sql`now()`, endedWhy: "ended" })
              .where(one)
              .returning({ id: sessions.id })
          ).length;
    if (ended === 0) return err({ kind: "not_found", what: "session" });
    await recordAuditEntry(tx, actor, {
      kind: "member",
      action: "endMemberSessions",
      resource: memberResource(id),
      target: { id, name: found.value.email },
      details: { ended, ...(sessionId === null ? {} : { session: sessionId }) },
    });
    return ok({ ended });
  });
}
