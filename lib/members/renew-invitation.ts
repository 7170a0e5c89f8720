import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { viewMember } from "./get-member";
import { issueLink } from "./links";
import { mayGiveRights } from "./may-give-rights";

/**
 * Makes a new link for somebody who has not joined; the old one is dead. Whoever holds the link becomes that member, so
 * it takes what inviting them takes: the right to invite, and all that they will have.
 */
export async function renewInvitation(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<{ email: string; code: PlainSecret }, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const found = await viewMember(tx, actor, id);
      if (!found.ok) return found;
      const { joined, email } = found.value;
      const allowed = authorize(actor, { action: "createMember", resource: memberResource(id) });
      if (!allowed.ok) return allowed;
      if (joined) return err({ kind: "not_found", what: "invitation" });
      const standing = expectRow((await findMemberStanding(tx, actor.accountId, id)) ?? undefined);
      const mayGive = mayGiveRights(actor, null, standing);
      if (!mayGive.ok) return mayGive;
      const proven = standing.baseRole === "owner" ? provenLately(actor) : ok(null);
      if (!proven.ok) return proven;
      const code = await issueLink(tx, { id, accountId: actor.accountId }, "invite");
      await recordAuditEntry(tx, actor, {
        kind: "member",
        action: "renewInvitation",
        resource: memberResource(id),
        target: { id, name: email },
      });
      return ok({ email, code });
    },
    { lockAccount: true },
  );
}
