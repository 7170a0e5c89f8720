import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { deactivateTokensOf } from "@/lib/tokens/deactivate-tokens-of";
import { viewMember } from "./get-member";
import { endLinks } from "./links";
import { ownerBesides } from "./owner-besides";
import { authorizeMember } from "./permissions";

/**
 * Ends a membership: in one transaction the sessions end, the personal tokens are deactivated and the links
 * die (ruling R14). Service tokens stay. Inviting the address again revives nothing.
 */
export async function removeMember(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<{ deactivated: number }, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const found = await viewMember(tx, actor, id);
      if (!found.ok) return found;
      const member = found.value;
      const allowed = authorizeMember(actor, member, "deleteMember");
      if (!allowed.ok) return allowed;
      const { accountId } = actor;
      if (member.baseRole === "owner" && !(await ownerBesides(tx, accountId, id))) return err({ kind: "last_owner" });

      await tx
        .update(members)
        .set({ removedAt: sql`now()`, removedBy: actor.answersFor, rightsVersion: sql`${members.rightsVersion} + 1` })
        .where(and(eq(members.id, id), eq(members.accountId, accountId)));
      await endSessionsOf(tx, { memberId: id, accountId }, "member_removed");
      await endLinks(tx, { id, accountId });
      const tokens = await deactivateTokensOf(tx, actor, id);
      await recordAuditEntry(tx, actor, {
        kind: "member",
        action: "deleteMember",
        resource: memberResource(id),
        target: { id, name: member.email },
        details: { deactivated: tokens },
      });
      return ok({ deactivated: tokens.length });
    },
    { lockAccount: true },
  );
}
