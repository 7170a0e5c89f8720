import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { isId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { selectMembers, toMemberView } from "./columns";
import type { MemberView } from "./view";

/** One living member of the principal's account; anybody else's is not found. */
export async function getMember(
  db: Db | Tx,
  { accountId }: Principal,
  id: string,
): Promise<Result<MemberView, Refusal>> {
  const missing = err({ kind: "not_found", what: "member" } as const);
  if (!isId(id)) return missing;
  const [row] = await selectMembers(
    db,
    and(eq(members.id, id), eq(members.accountId, accountId), isNull(members.removedAt)),
  );
  return row ? ok(toMemberView(row)) : missing;
}

/** The same for whoever looks: outside their view it is not found, and everybody sees themselves. */
export async function viewMember(db: Db, principal: Principal, id: string): Promise<Result<MemberView, Refusal>> {
  const visible = id === principal.memberId || may(principal, { action: "viewMember", resource: memberResource(id) });
  return visible ? getMember(db, principal, id) : err({ kind: "not_found", what: "member" });
}
