import type pg from "pg";
import { newId } from "@/lib/core/id";
import { getKeys, tokenDigest } from "@/lib/keys/keys";
import { mintSecret, secretTail } from "@/lib/keys/secret-format";
import type { Doomed } from "./revoke-under-load";

/** So many more tokens like this one, each with a secret of its own, in two statements. */
export async function tokensLike(pool: pg.Pool, tokenId: string, count: number): Promise<Doomed[]> {
  const made = Array.from({ length: count }, () => ({
    id: newId(),
    secretId: newId(),
    secret: mintSecret("personal"),
  }));
  await copy(
    pool,
    "access_tokens",
    "id",
    tokenId,
    made.map(({ id }) => ({ id })),
  );
  await copy(
    pool,
    "token_secrets",
    "token_id",
    tokenId,
    made.map(({ id, secretId, secret }) => ({
      id: secretId,
      token_id: id,
      digest: `\\x${tokenDigest(getKeys().tokenPepper, secret).toString("hex")}`,
      last4: secretTail(secret),
    })),
  );
  return made.map(({ id, secret }) => ({ id, secret: secret.reveal() }));
}

/** Rows like one that is there, with other values in some columns. */
async function copy(pool: pg.Pool, table: string, key: string, like: string, others: object[]): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  const columns = rows.map(({ name }) => `"${name}"`);
  await pool.query(
    `insert into ${table} (${columns.join(", ")})
      select ${columns.map((column) => `r.${column}`).join(", ")} from ${table} t, jsonb_array_elements($2::jsonb) other
        cross join lateral jsonb_populate_record(null::${table}, to_jsonb(t) || other) r
      where t.${key} = $1`,
    [like, JSON.stringify(others)],
  );
}
