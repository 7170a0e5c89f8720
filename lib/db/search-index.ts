import "server-only";
import type pg from "pg";

/** What a search for a fragment looks through, in the words of the index that it is found by. */
const INDEXES = [
  {
    name: "access_tokens_by_words",
    on: "access_tokens using gin (token_words(name, description) gin_trgm_ops)",
  },
  {
    name: "audit_entries_said",
    on: `audit_entries using gin (translate(lower(' ' || target_name || ' ' || action || ' ' || coalesce(comment, '')
      || ' ' || coalesce(operator, '')), '-_./:@', '      ') gin_trgm_ops)`,
  },
] as const;
type Searched = (typeof INDEXES)[number]["name"];

const known = new WeakMap<object, Promise<ReadonlySet<string>>>();

/**
 * Makes the trigram indexes that searches are quick by, where the server has `pg_trgm` and lets this user have it. Not a
 * migration alone, since a database that cannot have them must still start, and may be given them later.
 */
export async function ensureSearchIndexes(client: pg.PoolClient): Promise<void> {
  const there = await indexesOf(client);
  const missing = INDEXES.filter(({ name }) => !there.has(name));
  if (missing.length === 0 || !(await hasTrigrams(client))) return;
  for (const { name, on } of missing) await client.query(`create index if not exists ${name} on ${on}`);
  await client.query("analyze access_tokens, audit_entries"); // the planner knows nothing yet of what they hold
}

async function hasTrigrams(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query("select 1 from pg_available_extensions where name = 'pg_trgm'");
  if (rows.length === 0) return false;
  try {
    await client.query("create extension if not exists pg_trgm");
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === "42501") return false; // not allowed to this user
    throw error;
  }
}

/** Whether fragments can be searched for by that index; looked up once for each pool. */
export async function hasSearchIndex(pool: pg.Pool, name: Searched): Promise<boolean> {
  const answer = known.get(pool) ?? indexesOf(pool);
  known.set(pool, answer);
  answer.catch(() => known.delete(pool));
  return (await answer).has(name);
}

/** Which of them are not there, for whoever looks after the server. */
export async function missingSearchIndexes(pool: pg.Pool): Promise<string[]> {
  const there = await indexesOf(pool);
  return INDEXES.map(({ name }) => name).filter((name) => !there.has(name));
}

async function indexesOf(client: pg.Pool | pg.PoolClient): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    "select name from unnest($1::text[]) name where to_regclass(name) is not null",
    [INDEXES.map(({ name }) => name)],
  );
  return new Set(rows.map(({ name }) => name));
}
