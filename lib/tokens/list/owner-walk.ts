import "server-only";
import { sql } from "drizzle-orm";
import { isId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";
import type { Place, Step } from "./cursor";
import { FROM, type TokenSetSql, wholly } from "./set";

/**
 * The same by the name of the owner: people are put in order, of whom there are few, and each one's tokens are read from the
 * index of their owner until there are enough.
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
  const than = descending ? sql`<` : sql`>`;
  const direction = descending ? sql`desc` : sql`asc`;
  const people = known ? sql`where (name, id) ${than}= (${name}::text, ${owner}::text)` : sql``;
  const theirs = known ? sql`and (owners.id <> ${owner} or access_tokens.id ${than} ${token})` : sql``;
  const { rows } = await db.execute<{ id: string; name: string; owner: string }>(sql`
    select found.id, owners.name, owners.id as owner
    from (select * from (
      select id, account_id, lower(coalesce(nullif(trim(first_name || ' ' || last_name), ''), email)) as name
      from members where account_id = ${set.accountId}
    ) named ${people}) owners
    cross join lateral (
      select access_tokens.id ${FROM}
      where access_tokens.account_id = owners.account_id and access_tokens.member_id = owners.id
        and ${wholly(set)} ${theirs}
      order by access_tokens.id ${direction} limit ${limit}
    ) found
    order by owners.name ${direction}, owners.id ${direction}, found.id ${direction} limit ${limit}`);
  return rows.map((row) => ({ id: row.id, place: { segment: 0, keys: [row.name, row.owner, row.id] } }));
}
