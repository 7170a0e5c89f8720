import "server-only";
import type pg from "pg";

/** What a search for a part of a word looks through; the index is on exactly this expression. */
export const SEARCHED = `lower("access_tokens"."name" || chr(10) || "access_tokens"."description")`;

const INDEX = "access_tokens_by_text";
const known = new WeakMap<object, Promise<boolean>>();

/**
 * Makes the trigram index that the search is quick by, where the server has `pg_trgm` and lets this user have it. Not a
 * migration, since a database that cannot have it must still start, and may be given it later.
 */
export async function ensureSearchIndex(client: pg.PoolClient): Promise<void> {
  if (await isThere(client)) return;
  const { rows } = await client.query("select 1 from pg_available_extensions where name = 'pg_trgm'");
  if (rows.length === 0) return;
  try {
    await client.query("create extension if not exists pg_trgm");
  } catch (error) {
    if ((error as { code?: unknown }).code === "42501") return; // not allowed to this user
    throw error;
  }
  await client.query(`create index if not exists ${INDEX} on access_tokens using gin (${SEARCHED} gin_trgm_ops)`);
}

/** Whether a part of a word can be searched for by an index; looked up once for each pool. */
export function hasSearchIndex(pool: pg.Pool): Promise<boolean> {
  const answer = known.get(pool) ?? isThere(pool);
  known.set(pool, answer);
  answer.catch(() => known.delete(pool));
  return answer;
}

async function isThere(client: pg.Pool | pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query("select 1 where to_regclass($1) is not null", [INDEX]);
  return rows.length > 0;
}
