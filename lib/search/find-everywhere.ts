import "server-only";
import { and, asc, desc, eq, like, or, type SQL, sql } from "drizzle-orm";
import { accessTokens, customRoles, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { looksLikeSecret } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { visibleMembers } from "@/lib/members/list-members";
import { displayName } from "@/lib/members/view";
import { visibleRoles } from "@/lib/roles/list-roles";
import { searchSql } from "@/lib/tokens/list/search";
import { ended } from "@/lib/tokens/list-tokens";
import { visibleTokens } from "@/lib/tokens/visibility";
import type { SearchInput } from "./input";
import { FOUND_MAX } from "./limits";
import type { Found } from "./view";

/** Out of so many matches the best are chosen: a fragment of one letter must not sort a whole account. */
const CANDIDATES = 200;
const TAIL = 4;

/**
 * What a text names, of what the principal's lists show: tokens by name or last four characters, roles by name or key,
 * members by name or address. Equal names come first, then those that begin so; tokens that ended come last.
 */
export async function findEverywhere(db: Db, principal: Principal, { q: given }: SearchInput): Promise<Found> {
  const q = looksLikeSecret(given) ? given.trim().slice(-TAIL) : given; // the browser sends none; whoever does loses nothing
  const [tokens, roles, people] = await Promise.all([
    findTokens(db, principal, q),
    findRoles(db, principal, q),
    findMembers(db, principal, q),
  ]);
  return { tokens, roles, members: people };
}

async function findTokens(db: Db, principal: Principal, q: string): Promise<Found["tokens"]> {
  const name = sql<string>`lower(${accessTokens.name})`;
  const columns = {
    id: accessTokens.id,
    name: accessTokens.name,
    kind: accessTokens.kind,
    secretTail: sql<string>`${accessTokens.secretTail}`.as("secret_tail"),
    ended: sql<boolean>`coalesce(${ended}, false)`.as("ended"),
  };
  const seen = visibleTokens(principal, true);
  const select = () => db.select(columns).from(accessTokens);
  const tail = q.length === TAIL ? eq(accessTokens.secretTail, q) : undefined;
  const words = await searchSql(db, principal.accountId, q);
  const found = select()
    .where(and(seen, words, like(name, fragment(q)))) // the first finds few by an index, the second means names alone
    .limit(CANDIDATES)
    .as("found");
  const [exact, near] = await Promise.all([
    select()
      .where(and(seen, or(eq(name, q.toLowerCase()), tail)))
      .limit(FOUND_MAX),
    db
      .select()
      .from(found)
      .orderBy(asc(found.ended), begins(found.name, q), asc(sql`lower(${found.name})`), asc(found.id))
      .limit(FOUND_MAX),
  ]);
  const known = new Set(exact.map(({ id }) => id));
  return [...exact, ...near.filter(({ id }) => !known.has(id))].slice(0, FOUND_MAX);
}

async function findRoles(db: Db, principal: Principal, q: string): Promise<Found["roles"]> {
  const text = fragment(q);
  return db
    .select({ key: customRoles.key, name: customRoles.name })
    .from(customRoles)
    .where(
      and(visibleRoles(db, principal), or(like(sql`lower(${customRoles.name})`, text), like(customRoles.key, text))),
    )
    .orderBy(begins(customRoles.name, q), asc(customRoles.name), asc(customRoles.id))
    .limit(FOUND_MAX);
}

async function findMembers(db: Db, principal: Principal, q: string): Promise<Found["members"]> {
  const name = sql`trim(${members.firstName} || ' ' || ${members.lastName})`;
  const text = fragment(q);
  const rows = await db
    .select({
      id: members.id,
      firstName: members.firstName,
      lastName: members.lastName,
      email: members.email,
      baseRole: members.baseRole,
    })
    .from(members)
    .where(and(visibleMembers(principal), or(like(sql`lower(${name})`, text), like(members.emailKey, text))))
    .orderBy(begins(name, q), asc(sql`lower(${name})`), asc(members.id))
    .limit(FOUND_MAX);
  return rows.map(({ id, email, baseRole, ...person }) => {
    return { id, email, baseRole, name: displayName({ ...person, email }) };
  });
}

/** A pattern for what holds the text somewhere, its own `%`, `_` and `\` taken as they are. */
function fragment(q: string): string {
  return `%${escaped(q)}%`;
}

const escaped = (q: string) => q.toLowerCase().replace(/[\\%_]/g, (special) => `\\${special}`);

/** Sorts what begins with the text before what holds it elsewhere. */
function begins(name: SQL | { getSQL(): SQL }, q: string): SQL {
  return desc(sql`lower(${name}) like ${`${escaped(q)}%`}`);
}
