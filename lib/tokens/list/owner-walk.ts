import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";
import type { Place, Step } from "./cursor";
import { FROM, type TokenSetSql, wholly } from "./set";

/** So many people's tokens are asked for at first; while there are not enough, twice as many more each time. */
const PEOPLE_AT_FIRST = 4;

type Person = { readonly id: string; readonly name: string };

/**
 * The same by the name of the owner: people are put in order, of whom there are few beside tokens, and each one's tokens
 * are read from the index of their owner until there are enough.
 */
export async function walkByOwner(
  db: Db,
  set: TokenSetSql,
  descending: boolean,
  from: Place | null,
  limit: number,
): Promise<Step[] | null> {
  const [name, owner, token] = from?.keys ?? [];
  const known = name !== undefined && owner !== undefined && token !== undefined && isId(owner) && isId(token);
  if (from && !(known && from.segment === 0 && from.keys.length === 3)) return null;
  const people = await peopleFrom(db, set, descending, known ? { name, id: owner } : null);
  const beyond = known
    ? sql`and (access_tokens.member_id <> ${owner} or access_tokens.id ${than(descending)} ${token})`
    : sql``;
  const steps: Step[] = [];
  for (
    let i = 0, many = set.few ? people.length : PEOPLE_AT_FIRST;
    i < people.length && steps.length < limit;
    many *= 2
  ) {
    const some = people.slice(i, i + many);
    steps.push(...(await tokensOf(db, set, some, { descending, beyond, limit: limit - steps.length })));
    i += some.length;
  }
  return steps;
}

const than = (descending: boolean) => (descending ? sql`<` : sql`>`);
const direction = (descending: boolean) => (descending ? sql`desc` : sql`asc`);

async function peopleFrom(db: Db, set: TokenSetSql, descending: boolean, from: Person | null): Promise<Person[]> {
  const way = direction(descending);
  const where = from ? sql`where (name, id) ${than(descending)}= (${from.name}::text, ${from.id}::text)` : sql``;
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select id, name from (
      select id, lower(coalesce(nullif(trim(first_name || ' ' || last_name), ''), email)) as name
      from members where account_id = ${set.accountId}
    ) named ${where} order by name ${way}, id ${way}`);
  return rows;
}

type Way = { readonly descending: boolean; readonly beyond: SQL; readonly limit: number };

async function tokensOf(db: Db, set: TokenSetSql, people: readonly Person[], way: Way): Promise<Step[]> {
  const { descending, beyond, limit } = way;
  const ids = sql.param(people.map(({ id }) => id));
  const theirs = set.few ? sql`` : sql`order by access_tokens.id ${direction(descending)} limit ${limit}`;
  const { rows } = await db.execute<{ id: string; place: number }>(sql`
    select found.id, owner.place::integer as place
    from unnest(${ids}::text[]) with ordinality as owner (id, place)
    cross join lateral (
      select access_tokens.id ${FROM} where ${wholly(set)} and access_tokens.member_id = owner.id ${beyond} ${theirs}
    ) found
    order by owner.place, found.id ${direction(descending)} limit ${limit}`);
  return rows.map(({ id, place }) => {
    const { id: owner, name } = people[place - 1] as Person;
    return { id, place: { segment: 0, keys: [name, owner, id] } };
  });
}
