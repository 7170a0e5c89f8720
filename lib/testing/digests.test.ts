import { expect, test } from "vitest";
import { issue } from "./account";
import { ACTS, aStage } from "./acts";
import { testApi } from "./api";
import { testDatabase } from "./database";
import { looksOf } from "./looks";

const { db, pool } = await testDatabase();
const { call } = testApi(db);

/** Every way in which bytes that were selected could stand in an answer. */
const spellings = (bytes: Buffer): string[] => [
  bytes.toString("hex"),
  bytes.toString("base64"),
  bytes.toString("base64url"),
  [...bytes].join(","), // a Buffer as JSON
];

/** What is stored in every column of bytes of every table, and passwords' hashes: none of it is anybody's to read. */
async function hidden(): Promise<string[]> {
  const { rows: columns } = await pool.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea'`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const { rows } = await pool.query<{ bytes: Buffer }>(
      `select "${column}" as bytes from "${table}" where "${column}" is not null`,
    );
    found.push(...rows.flatMap(({ bytes }) => spellings(bytes)));
  }
  const { rows } = await pool.query<{ hash: string }>("select distinct password_hash as hash from members");
  return [...found, ...rows.map(({ hash }) => hash).filter((hash) => hash !== null && hash.length > 20)];
}

test("I1 · I2 · no act, look or call of the API answers with a digest, a signature or the hash of a password, however it is spelled", async () => {
  const answers: string[] = [];
  for (const prepare of Object.values(ACTS)) {
    const act = await prepare(await aStage(db));
    answers.push(JSON.stringify(await act()) ?? "");
  }
  const stage = await aStage(db);
  for (const look of await looksOf(stage)) answers.push(JSON.stringify(await look()) ?? "");
  const { secret, token } = await issue(db, stage.owner, { role: "owner" });
  for (const path of ["/tokens?showAll=true", `/tokens/${token.id}`, "/members", "/roles", "/auditlog", "/account"])
    answers.push(JSON.stringify((await call(secret, "GET", path)).json));
  const never = await hidden();
  expect(never.length).toBeGreaterThan(500);
  const text = answers.join("\n");
  expect(text.length).toBeGreaterThan(20_000);
  expect(never.filter((spelling) => text.includes(spelling))).toEqual([]);
});
