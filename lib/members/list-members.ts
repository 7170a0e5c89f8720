import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { selectMembers, toMemberView } from "./columns";
import type { MemberView } from "./view";

/** The living members of the account; somebody without any view of it sees only themselves. */
export async function listMembers(db: Db, principal: Principal): Promise<MemberView[]> {
  const everybody = may(principal, { action: "viewMember", resource: "member/*" });
  const only = everybody ? undefined : eq(members.id, principal.memberId ?? "");
  const rows = await selectMembers(
    db,
    and(eq(members.accountId, principal.accountId), isNull(members.removedAt), only),
  ).orderBy(asc(members.createdAt), asc(members.id));
  return rows.map(toMemberView);
}
