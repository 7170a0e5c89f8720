import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { isId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { selectMembers, toMemberView } from "./columns";
import { maySeeMember } from "./permissions";
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

/** The same for whoever looks: outside their view it is not found. */
export async function viewMember(db: Db | Tx, principal: Principal, id: string): Promise<Result<MemberView, Refusal>> {
  return maySeeMember(principal, id) ? getMember(db, principal, id) : err({ kind: "not_found", what: "member" });
}
