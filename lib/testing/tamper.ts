import type pg from "pg";

/** Runs statements as whoever owns the database and has taken its guards away, as if they had done so by hand. */
export async function tamper(pool: pg.Pool, ...statements: readonly string[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    for (const table of ["audit_entries", "audit_seals"])
      await client.query(`alter table ${table} disable trigger user`);
    for (const statement of statements) await client.query(statement);
    for (const table of ["audit_entries", "audit_seals"]) {
      await client.query(`alter table ${table} enable trigger user`);
      for (const guard of ["are_append_only", "are_not_truncated"])
        await client.query(`alter table ${table} enable always trigger ${table}_${guard}`);
    }
    await client.query("commit");
  } finally {
    client.release(true);
  }
}
