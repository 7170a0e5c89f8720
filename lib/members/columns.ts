import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { accessTokens, memberLinks, members, sessions } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import { type HeldRole, heldByMember } from "@/lib/principals/held-roles";
import { hasFactor } from "@/lib/principals/living";
import { COUNTED_TO, type MemberView } from "./view";

// In a query of one table Drizzle leaves the table's name away, and a bare "id" would be the inner table's.
const MEMBER_ID = sql.raw(`"members"."id"`);

const ACCOUNT_ID = sql.raw(`"members"."account_id"`);

// Counted no further than is shown: "1 000+" says enough, and one member may have made very many.
const livingTokens = (kind: "personal" | "service") =>
  sql<number>`(select count(*) from (select 1 from ${accessTokens} t where t.account_id = ${ACCOUNT_ID}
    and t.member_id = ${MEMBER_ID} and t.kind = ${kind} and t.revoked_at is null and t.deactivated_at is null
    limit ${COUNTED_TO + 1}) counted)`.mapWith(Number);

/** When somebody's latest session was last heard of; null for never. */
export const LAST_SEEN = sql<Date | null>`(select max(s.last_seen_at) from ${sessions} s
  where s.account_id = ${ACCOUNT_ID} and s.member_id = ${MEMBER_ID})`.mapWith(sessions.lastSeenAt);

/** The invitation of somebody who has not joined: when its link ends, and whether that has been. */
const invitation = sql<MemberView["invitation"]>`(select jsonb_build_object(
    'until', floor(extract(epoch from l.not_after) * 1000), 'expired', l.not_after <= now()) from ${memberLinks} l
  where l.account_id = ${ACCOUNT_ID} and l.member_id = ${MEMBER_ID} and l.purpose = 'invite' and l.used_at is null
  order by l.created_at desc limit 1)`;

const memberColumns = {
  id: members.id,
  email: members.email,
  firstName: members.firstName,
  lastName: members.lastName,
  baseRole: members.baseRole,
  joined: sql<boolean>`${members.joinedAt} is not null`,
  secondFactor: hasFactor,
  createdAt: members.createdAt,
  invitation,
  lastSeenAt: LAST_SEEN,
  roles: sql<HeldRole[]>`${sql.raw(heldByMember(`"members"."id"`))}`,
  roleAttributes: members.roleAttributes,
  personal: livingTokens("personal"),
  service: livingTokens("service"),
};

/** A query for member rows that the caller narrows; `account_id` is the caller's to give. */
export function selectMembers(db: Db | Tx, where: SQL | undefined) {
  return db.select(memberColumns).from(members).where(where).$dynamic();
}

/** The same with the value that the rows are sorted by. */
export function selectMembersBy(db: Db, where: SQL | undefined, key: SQL) {
  const columns = { ...memberColumns, key: sql<string>`${key}::text` };
  return db.select(columns).from(members).where(where).$dynamic();
}

/** The view of a row. */
export function toMemberView({
  personal,
  service,
  invitation: open,
  ...row
}: Awaited<ReturnType<typeof selectMembers>>[number]): MemberView {
  return {
    ...row,
    roles: row.roles.map(({ id, key, name, deleted }) => ({ id, key, name, deleted })),
    createdAt: row.createdAt.getTime(),
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    invitation: row.joined ? null : (open ?? { until: null, expired: true }),
    tokens: { personal, service },
  };
}
