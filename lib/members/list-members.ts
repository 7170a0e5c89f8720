import "server-only";
import { and, asc, count, desc, eq, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm";
import { customRoles, memberRoles, members } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { BASE_ROLES } from "@/lib/core/base-role";
import { literally } from "@/lib/core/text";
import type { Db, Tx } from "@/lib/db/client";
import { LAST_SEEN, selectMembers, toMemberView } from "./columns";
import type { LastSeen, MemberCondition, MemberListQuery, MemberSort } from "./input";
import { emailKey } from "./name";
import type { MemberPage } from "./view";

/** One page of the living members who match; somebody without any view of the account sees only themselves. */
export async function searchMembers(db: Db, principal: Principal, query: MemberListQuery): Promise<MemberPage> {
  const where = and(visibleMembers(principal), matching(db, principal.accountId, query.conditions));
  const [rows, [counted]] = await Promise.all([
    selectMembers(db, where)
      .orderBy(...query.sort.map(order), asc(members.createdAt), asc(members.id))
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(members).where(where),
  ]);
  return { items: rows.map(toMemberView), total: counted?.total ?? 0 };
}

/** The living members that a principal can see. */
export function visibleMembers(principal: Principal): SQL | undefined {
  const everybody = may(principal, { action: "viewMember", resource: "member/*" });
  const only = everybody ? undefined : eq(members.id, principal.memberId ?? "");
  return and(eq(members.accountId, principal.accountId), isNull(members.removedAt), only);
}

/** Those for whom all conditions hold; `account_id` is the caller's to give besides. */
export function matching(db: Db | Tx, accountId: string, conditions: readonly MemberCondition[]): SQL | undefined {
  return and(...conditions.map((condition) => oneOf(db, accountId, condition)));
}

function oneOf(db: Db | Tx, accountId: string, condition: MemberCondition): SQL | undefined {
  switch (condition.field) {
    case "nobody":
      return sql`false`;
    case "lastSeen":
      return seen(condition.is);
    case "id":
      return inArray(members.id, [...condition.values]);
    case "email":
      return inArray(members.emailKey, condition.values.map(emailKey));
    case "role":
      return or(hasBaseRole(condition.values), holds(db, accountId, condition.values));
    case "query":
      return or(...condition.values.map(named));
  }
}

/** An Owner counts as an Admin (semantics 4.6). */
function hasBaseRole(values: readonly string[]): SQL {
  const asked = values.map((value) => value.toLowerCase());
  const roles = BASE_ROLES.filter((role) => asked.includes(role) || (role === "owner" && asked.includes("admin")));
  return inArray(members.baseRole, roles);
}

function holds(db: Db | Tx, accountId: string, values: readonly string[]): SQL {
  const holding = db
    .select({ id: memberRoles.memberId })
    .from(memberRoles)
    .innerJoin(customRoles, eq(customRoles.id, memberRoles.roleId))
    .where(
      and(
        eq(memberRoles.accountId, accountId),
        isNull(customRoles.deletedAt),
        or(inArray(customRoles.key, [...values]), inArray(customRoles.id, [...values])),
      ),
    );
  return inArray(members.id, holding);
}

export const NAME = sql`trim(${members.firstName} || ' ' || ${members.lastName})`;

function named(part: string): SQL | undefined {
  const text = `%${literally(part.toLowerCase())}%`;
  return or(like(members.emailKey, text), like(sql`lower(${NAME})`, text));
}

function seen({ never, before }: LastSeen): SQL | undefined {
  const late = before === null ? undefined : sql`${LAST_SEEN} < ${new Date(before)}`;
  return or(never ? sql`${LAST_SEEN} is null` : undefined, late);
}

const SORT_KEYS = {
  displayName: sql`lower(coalesce(nullif(${NAME}, ''), ${members.email}))`,
  lastSeen: LAST_SEEN,
};

/** Whoever was never seen was seen longest ago. */
function order({ by, descending }: MemberSort): SQL {
  return descending ? sql`${desc(SORT_KEYS[by])} nulls last` : sql`${asc(SORT_KEYS[by])} nulls first`;
}
