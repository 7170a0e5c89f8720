import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { OwnServer } from "../support/own-server";

const PASSWORD = "violet umbrellas walk at dawn\n";
const OWNER = ["member", "create", "--email", "owner@acme.example", "--role", "owner", "--password-stdin"];
const TOKEN = ["token", "create", "--member", "owner@acme.example", "--name", "maker", "--role", "owner"];

test("a server seals what is done within seconds and exports its head at the stop; what is cut off afterwards is named by audit verify", async () => {
  const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-heads-"));
  const heads = path.join(elsewhere, "heads.ndjson");
  const server = new OwnServer({ LATCHKEY_AUDIT_HEADS_FILE: heads });
  server.operator(OWNER, PASSWORD);
  const secret = server.operator(TOKEN).trim();
  expect(await server.start()).toBeNull();
  for (let n = 0; n < 5; n++) {
    const body = JSON.stringify({ name: `made ${n}` });
    const headers = { authorization: secret, "content-type": "application/json" };
    const { status } = await fetch(`${server.origin}/api/v2/tokens`, { method: "POST", headers, body });
    expect(status).toBe(201);
  }
  const client = () =>
    new pg.Client({ host: path.join(server.folder, "data", "postgres"), user: "latchkey", database: "postgres" });
  const database = client();
  await database.connect();
  const count = async (table: string) => Number((await database.query(`select count(*) from ${table}`)).rows[0].count);
  await expect.poll(() => count("audit_unsealed")).toBe(0);
  const entries = await count("audit_entries");
  expect(await count("audit_seals")).toBe(entries);
  const users = await database.query("select distinct usename from pg_stat_activity where application_name = ''");
  expect(users.rows.map(({ usename }) => usename).sort()).toContain("latchkey_app");
  await database.end();
  expect(await server.end("SIGTERM")).toBe(0);
  const last = JSON.parse(fs.readFileSync(heads, "utf8").trimEnd().split("\n").at(-1) ?? "");
  expect(last.seq).toBe(entries);
  const verified = server.operator(["audit", "verify"]).trimEnd().split("\n");
  expect(verified).toEqual([
    `ok  Latchkey: entries 1 to ${entries} are as they were sealed; 0 came after the newest head`,
    expect.stringMatching(/^ok {2}heads: \d+ in .*heads\.ndjson, all signed by this Latchkey$/),
  ]);

  expect(await server.start()).toBeNull();
  const owner = client();
  await owner.connect();
  for (const table of ["audit_entries", "audit_seals"]) await owner.query(`alter table ${table} disable trigger user`);
  await owner.query(
    "delete from audit_entries where id = (select entry_id from audit_seals order by seq desc limit 1)",
  );
  await owner.query(`delete from audit_seals where seq = ${entries}`);
  await owner.end();
  expect(verifyFails(server)).toContain(`BAD Latchkey: truncated: number ${entries} was exported and is gone\n`);
  await server.end("SIGTERM");
  server.remove();
  fs.rmSync(elsewhere, { recursive: true });
});

/** What `audit verify` says when it ends with status 1. */
function verifyFails(server: OwnServer): string {
  try {
    server.operator(["audit", "verify"]);
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return status === 1 ? stdout : `status ${status}`;
  }
  return "everything holds";
}
