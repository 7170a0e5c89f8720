import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { deactivateTokensOf } from "@/lib/tokens/deactivate-tokens-of";
import { findCaretaker, handOverTokens } from "@/lib/tokens/hand-over";
import { viewMember } from "./get-member";
import type { RemoveMemberInput } from "./input";
import { endLinks } from "./links";
import { sameEffects } from "./member-effects";
import { ownerBesides } from "./owner-besides";
import { authorizeMember } from "./permissions";

/**
 * Ends a membership: in one transaction the sessions end, the personal tokens are deactivated and the links
 * die (ruling R14). Service tokens stay, looked after by the heir if one is named. Inviting the address again revives
 * nothing. If something else would happen than what `seen` stands for, nothing does.
 */
export async function removeMember(
  db: Db,
  principal: Principal,
  id: string,
  { heirId = null, seen }: Partial<Omit<RemoveMemberInput, "id">> = {},
): Promise<Result<{ deactivated: number; handedOver: number }, Refusal>> {
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
      const same = await sameEffects(tx, actor, { id, seen }, true);
      if (!same.ok) return same;
      const heir = heirId === null || heirId === id ? null : await findCaretaker(tx, accountId, heirId);
      if (heirId !== null && !heir) return err({ kind: "invalid_input", fields: { heirId: [NO_HEIR] } });
      if (member.baseRole === "owner" && !(await ownerBesides(tx, accountId, id))) return err({ kind: "last_owner" });
      const proven = member.baseRole === "owner" ? provenLately(actor) : ok(null);
      if (!proven.ok) return proven;

      await tx
        .update(members)
        .set({ removedAt: sql`now()`, removedBy: actor.answersFor, rightsVersion: sql`${members.rightsVersion} + 1` })
        .where(and(eq(members.id, id), eq(members.accountId, accountId)));
      await endSessionsOf(tx, { memberId: id, accountId }, "member_removed");
      await endLinks(tx, { id, accountId });
      const removal = newId();
      const tokens = await deactivateTokensOf(tx, actor, id, removal);
      const handedOver = heir ? await handOverTokens(tx, actor, member, heir) : [];
      await recordAuditEntry(tx, actor, {
        id: removal,
        kind: "member",
        action: "deleteMember",
        resource: memberResource(id),
        target: { id, name: member.email },
        details: { deactivated: tokens, ...(heir ? { heir: heir.email, handedOver } : {}) },
      });
      return ok({ deactivated: tokens.length, handedOver: handedOver.length });
    },
    { lockAccount: true },
  );
}

const NO_HEIR = "Choose somebody else who is a member.";
