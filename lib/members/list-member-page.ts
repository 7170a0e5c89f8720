import "server-only";
import { and, eq, isNotNull, isNull, like, not, or, type SQL, sql } from "drizzle-orm";
import { customRoles, memberLinks, memberRoles, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { BASE_ROLES } from "@/lib/core/base-role";
import { isPlainText } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { hasFactor } from "@/lib/principals/living";
import { LAST_SEEN, selectMembersBy, toMemberView } from "./columns";
import type { MemberPageQuery } from "./list-input";
import { NAME, visibleMembers } from "./list-members";
import { type ListedMember, MEMBERS_PAGE, type MemberListPage, type MemberOrder } from "./list-view";
import { seesWholeMember } from "./permissions";
import { COUNTED_TO, displayName, type MemberView } from "./view";

/**
 * A page of the members whom the principal sees, by where the page before ended. Whoever doesn't manage members sees
 * those who have joined, by name and roles alone: they search, narrow and sort by nothing else either (ux 1.3).
 */
export async function listMemberPage(db: Db, principal: Principal, query: MemberPageQuery): Promise<MemberListPage> {
  const manages = seesWholeMember(principal, "*");
  const sort = manages ? query.sort : ({ ...query.sort, by: query.sort.by === "role" ? "role" : "name" } as const);
  const where = and(
    visibleMembers(principal),
    manages ? undefined : or(isNotNull(members.joinedAt), eq(members.id, principal.memberId ?? "")),
    searched(query.q, manages),
    withRole(principal.accountId, query.role),
    withStatus(query.status),
    manages && query.factor === "none" ? and(isNotNull(members.joinedAt), not(hasFactor)) : undefined,
  );
  const asked = query.after ?? query.before;
  const place = asked === undefined ? null : placeOf(asked, KEYS[sort.by].type);
  const backwards = place !== null && query.after === undefined;
  const [found, n] = await Promise.all([
    read(db, and(where, place ? beyond(sort, place, backwards) : undefined), sort, backwards),
    counted(db, where),
  ]);
  const more = found.length > MEMBERS_PAGE;
  const rows = found.slice(0, MEMBERS_PAGE);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    items: rows.map(({ key: _, ...row }) => listed(toMemberView(row), principal)),
    before: first && (backwards ? more : place !== null) ? cursorOf(first) : null,
    after: last && (backwards || more) ? cursorOf(last) : null,
    count: { n: Math.min(n, COUNTED_TO), capped: n > COUNTED_TO },
    brokenCursor: asked !== undefined && place === null,
  };
}

function listed(member: MemberView, principal: Principal): ListedMember {
  const { id, baseRole, roles } = member;
  return { id, name: displayName(member), baseRole, roles, whole: seesWholeMember(principal, id) ? member : null };
}

const LEVEL = sql.join(
  BASE_ROLES.map((role, level) => sql`when ${role} then ${sql.raw(String(level))}`),
  sql` `,
);

// Every key has a value and is a text or a whole number: a cursor carries it exactly.
const KEYS: Record<MemberOrder["by"], { readonly key: SQL; readonly type: "text" | "bigint" }> = {
  name: { key: sql`lower(coalesce(nullif(${NAME}, ''), ${members.email}))`, type: "text" },
  email: { key: sql`${members.emailKey}`, type: "text" },
  role: { key: sql`(case ${members.baseRole} ${LEVEL} end)::bigint`, type: "bigint" },
  lastSeen: { key: sql`coalesce((extract(epoch from ${LAST_SEEN}) * 1000000)::bigint, 0)`, type: "bigint" },
};

async function read(db: Db, where: SQL | undefined, { by, descending }: MemberOrder, backwards: boolean) {
  const { key } = KEYS[by];
  const direction = sql.raw(descending === backwards ? "asc" : "desc");
  return selectMembersBy(db, where, key)
    .orderBy(sql`${key} ${direction}`, sql`${members.id} ${direction}`)
    .limit(MEMBERS_PAGE + 1);
}

function beyond({ by, descending }: MemberOrder, { key, id }: Place, backwards: boolean): SQL {
  const { key: column, type } = KEYS[by];
  const later = sql.raw(descending === backwards ? ">" : "<");
  return sql`(${column}, ${members.id}) ${later} (${key}::${sql.raw(type)}, ${id})`;
}

async function counted(db: Db, where: SQL | undefined): Promise<number> {
  const some = db
    .select({ one: sql`1`.as("one") })
    .from(members)
    .where(where)
    .limit(COUNTED_TO + 1)
    .as("some");
  const [row] = await db.select({ n: sql`count(*)`.mapWith(Number) }).from(some);
  return row?.n ?? 0;
}

function searched(q: string, byEmail: boolean): SQL | undefined {
  if (q === "") return undefined;
  const text = `%${q.toLowerCase().replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return or(like(sql`lower(${NAME})`, text), byEmail ? like(members.emailKey, text) : undefined);
}

/** A base role, whether in effect or not; or a custom role that is held. */
function withRole(accountId: string, role: string | null): SQL | undefined {
  if (role === null) return undefined;
  const base = BASE_ROLES.find((known) => known === role);
  if (base) return eq(members.baseRole, base);
  const key = role.replace(/^custom:/, "");
  return sql`exists (select 1 from ${memberRoles} h join ${customRoles} r on r.id = h.role_id
    where h.member_id = "members"."id" and h.account_id = ${accountId} and r.deleted_at is null and r.key = ${key})`;
}

function withStatus(status: MemberPageQuery["status"]): SQL | undefined {
  if (status === null) return undefined;
  if (status === "active") return isNotNull(members.joinedAt);
  const open = sql`exists (select 1 from ${memberLinks} l where l.account_id = "members"."account_id"
    and l.member_id = "members"."id" and l.purpose = 'invite' and l.used_at is null and l.not_after > now())`;
  return and(isNull(members.joinedAt), status === "invited" ? open : sql`not ${open}`);
}

/** Where a page ended: the value that it is sorted by, and the id. The row itself may be gone. */
type Place = { readonly key: string; readonly id: string };

const cursorOf = ({ key, id }: Place) => `${id}${Buffer.from(key).toString("base64url")}`;

function placeOf(cursor: string, type: "text" | "bigint"): Place | null {
  const [, id, coded] = /^([0-9a-f]{24})([\w-]*)$/.exec(cursor) ?? [];
  if (id === undefined || coded === undefined) return null;
  const key = Buffer.from(coded, "base64url").toString();
  return (type === "bigint" ? /^\d{1,18}$/.test(key) : isPlainText(key)) ? { id, key } : null;
}
