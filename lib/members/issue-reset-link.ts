import "server-only";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { authorizeBecoming } from "./authorize-becoming";
import { issueLink } from "./links";

/**
 * A new link for a member who lost theirs or their password. Whoever holds it can become that member, so it
 * takes the right over ownership and all that the member holds: the operator at the server, or an Owner.
 */
export async function issueResetLink(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<{ code: PlainSecret }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const found = await authorizeBecoming(tx, actor, id);
    if (!found.ok) return found;
    const { joined, email } = found.value;
    const code = await issueLink(tx, { id, accountId: actor.accountId }, joined ? "reset" : "invite");
    const act = {
      kind: "member",
      action: "issueResetLink",
      resource: memberResource(id),
      target: { id, name: email },
    } as const;
    await recordAuditEntry(tx, actor, act);
    return ok({ code });
  });
}
