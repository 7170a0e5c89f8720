import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";

const { pool } = await testDatabase();
// What a use by way of a gateway changes in a row that is there already, by `write-statements.ts`.
const CHANGED = ["allowed", "denied", "uses", "first_at", "last_at", "gateway_at", "gateway_first_at"];
const TABLES = ["token_uses", "usage_days", "usage_secrets", "usage_actions", "usage_sources"];

test("a gateway's use that is counted again touches no index, and has room beside the row: else it writes twice as much", async () => {
  const { rows: touched } = await pool.query(
    `select c.relname, a.attname from pg_index i
      join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
      where c.relname = any ($1) and a.attname = any ($2)`,
    [TABLES, CHANGED],
  );
  expect(touched).toEqual([]);
  const { rows: options } = await pool.query("select relname, reloptions from pg_class where relname = any ($1)", [
    TABLES,
  ]);
  expect(options).toHaveLength(TABLES.length);
  for (const { relname, reloptions } of options)
    expect(reloptions, `${relname} has no room`).toContain("fillfactor=50");
});
