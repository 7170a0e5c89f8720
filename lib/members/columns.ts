import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { accessTokens, members, sessions } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import { type HeldRole, heldByMember } from "@/lib/principals/held-roles";
import type { MemberView } from "./view";

// In a query of one table Drizzle leaves the table's name away, and a bare "id" would be the inner table's.
const MEMBER_ID = sql.raw(`"members"."id"`);

const livingTokens = (kind: "personal" | "service") =>
  sql<number>`(select count(*) from ${accessTokens} t where t.member_id = ${MEMBER_ID}
    and t.kind = ${kind} and t.revoked_at is null and t.deactivated_at is null)`.mapWith(Number);

const memberColumns = {
  id: members.id,
  email: members.email,
  firstName: members.firstName,
  lastName: members.lastName,
  baseRole: members.baseRole,
  joined: sql<boolean>`${members.joinedAt} is not null`,
  createdAt: members.createdAt,
  lastSeenAt:
    sql<Date | null>`(select max(s.last_seen_at) from ${sessions} s where s.member_id = ${MEMBER_ID})`.mapWith(
      sessions.lastSeenAt,
    ),
  roles: sql<HeldRole[]>`${sql.raw(heldByMember(`"members"."id"`))}`,
  roleAttributes: members.roleAttributes,
  personal: livingTokens("personal"),
  service: livingTokens("service"),
};

/** A query for member rows that the caller narrows; `account_id` is the caller's to give. */
export function selectMembers(db: Db | Tx, where: SQL | undefined) {
  return db.select(memberColumns).from(members).where(where).$dynamic();
}

/** The view of a row. */
export function toMemberView({
  personal,
  service,
  ...row
}: Awaited<ReturnType<typeof selectMembers>>[number]): MemberView {
  return {
    ...row,
    roles: row.roles.map(({ id, key, name, deleted }) => ({ id, key, name, deleted })),
    createdAt: row.createdAt.getTime(),
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    tokens: { personal, service },
  };
}
