import "server-only";
import type { Principal } from "@/lib/access/principal";
import { listEntriesAbout } from "@/lib/audit/list-entries-about";
import type { AuditEntryView } from "@/lib/audit/view";
import type { Db } from "@/lib/db/client";
import type { TokenView } from "./view";

const RIGHTS = ["updateRole", "updateCustomRole", "updateMemberRoleAttributes"];

/**
 * The change since which a personal token gets less than it asks for: the last one of its member's rights, if that came
 * after the token and the principal may see it. Null where there is none: it was limited when it was made, by its ceiling,
 * or by an edit of a role.
 */
export async function limitedSince(db: Db, principal: Principal, token: TokenView): Promise<AuditEntryView | null> {
  if (!token.limited || token.kind === "service") return null;
  const found = await listEntriesAbout(db, principal, {
    targets: [token.member.id],
    actions: RIGHTS,
    after: token.createdAt,
    limit: 1,
  });
  return found.ok ? (found.value.items[0] ?? null) : null;
}
