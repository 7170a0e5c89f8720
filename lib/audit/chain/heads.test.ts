import { createPublicKey, verify } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { canonicalJson } from "@/lib/core/canonical-json";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { tamper } from "@/lib/testing/tamper";
import { HeadExporter } from "./head-exporter";
import { headKey, readSignedHead, signedHead } from "./heads";
import { readHeadsFile } from "./read-heads-file";
import { sealEntries } from "./seal-entries";
import { fileSink, type HeadSink, webhookSink } from "./sinks";
import { verifyLog } from "./verify-log";

const { db, pool } = await testDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-heads-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const aFile = () => path.join(folder, `${Math.random()}.ndjson`);

const HEAD = { account: "a".repeat(24), seq: 7, mac: "0f".repeat(32), at: "2026-11-25T08:00:00.000Z" };

async function busyAccount() {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const act = async () => {
    await issue(db, owner);
    await sealEntries(db);
  };
  await act();
  return { id: account.id, act };
}

/** An exporter whose troubles are kept. */
function exporterTo(...sinks: HeadSink[]) {
  const troubles: string[] = [];
  const exporter = new HeadExporter(db, sinks, (error) => void troubles.push(String(error)));
  return { exporter, troubles };
}

test("a head can be checked by whoever has the public key alone, and says nothing else once a character of it is another", () => {
  const line = signedHead(HEAD);
  expect(readSignedHead(line)).toEqual(HEAD);
  const { signature } = JSON.parse(line);
  const message = Buffer.from(`latchkey.audit.head.v1\n${canonicalJson(HEAD)}`);
  expect(verify(null, message, createPublicKey(headKey()), Buffer.from(signature, "base64url"))).toBe(true);
  for (const other of [
    line.replace('"seq":7', '"seq":6'),
    line.replace("0f0f", "0f0e"),
    line.replace("T08", "T09"),
    line.replace('"v":1', '"v":1,"x":1'),
    line.slice(0, -2),
    "",
  ])
    expect(readSignedHead(other)).toBeNull();
});

test("heads that moved are appended to a file that only its owner reads, and are not repeated", async () => {
  const { id, act } = await busyAccount();
  const file = aFile();
  const { exporter, troubles } = exporterTo(fileSink(file));
  const seqs = async () => [...((await readHeadsFile(file)).byAccount.get(id)?.keys() ?? [])];
  await exporter.export();
  await exporter.export();
  expect(await seqs()).toEqual([1]);
  await act();
  await act();
  await exporter.stop();
  expect(await seqs()).toEqual([1, 3]);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(troubles).toEqual([]);
});

test("a line that somebody else wrote into the file is named, and is not believed", async () => {
  const { id } = await busyAccount();
  const file = aFile();
  await exporterTo(fileSink(file)).exporter.export();
  const genuine = fs.readFileSync(file, "utf8").trimEnd();
  const forged = genuine.replaceAll(/"seq":\d+/g, '"seq":99');
  fs.writeFileSync(file, `${genuine}\n${forged}\nnothing\n`);
  const { unsigned, byAccount } = await readHeadsFile(file);
  expect(unsigned).toHaveLength(genuine.split("\n").length + 1);
  expect([...(byAccount.get(id)?.keys() ?? [])]).toEqual([1]);
  await expect(readHeadsFile(aFile())).rejects.toThrow("ENOENT");
});

test("the end that is cut off, and the account that is gone with all it had, show by the file", async () => {
  const [cut, gone] = [await busyAccount(), await busyAccount()];
  for (let n = 0; n < 3; n++) await cut.act();
  const file = aFile();
  await exporterTo(fileSink(file)).exporter.export();
  await tamper(
    pool,
    `delete from audit_entries where id in (select entry_id from audit_seals where account_id = '${cut.id}' and seq > 2)`,
    `delete from audit_seals where account_id = '${cut.id}' and seq > 2`,
    `delete from audit_entries where account_id = '${gone.id}'`,
    `delete from audit_seals where account_id = '${gone.id}'`,
  );
  const reports = await verifyLog(db, await readHeadsFile(file));
  const bad = reports.filter(({ findings }) => findings.length > 0);
  expect(bad.map(({ findings }) => findings)).toEqual([
    [expect.objectContaining({ kind: "truncated", seq: 3, count: 2 })],
    [expect.objectContaining({ kind: "truncated", seq: 1, count: 1 })],
  ]);
});

test("a webhook gets the same lines; one that does not take them gets them again, and holds up no other sink", async () => {
  const { id, act } = await busyAccount();
  const bodies: string[] = [];
  let status = 500;
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      bodies.push(`${request.method} ${request.headers["content-type"]} ${body}`);
      response.writeHead(status, { location: "/elsewhere" }).end("any answer");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const file = aFile();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`;
  const { exporter, troubles } = exporterTo(webhookSink(url), fileSink(file));
  await exporter.export();
  expect(troubles).toEqual(["Error: The webhook for audit heads answered 500."]);
  expect(fs.readFileSync(file, "utf8")).toContain(id);
  status = 302;
  await exporter.export();
  expect(troubles).toHaveLength(2);
  status = 204;
  await exporter.export();
  expect(bodies).toHaveLength(3);
  const [kind, taken] = bodies[2]?.split(/(?<=ndjson) /) ?? [];
  expect(kind).toBe("POST application/x-ndjson");
  const said = taken?.trimEnd().split("\n").map(readSignedHead);
  expect(said?.filter((head) => head?.account === id)).toMatchObject([{ seq: 1 }]);
  await act();
  await exporter.export();
  expect(bodies[3]?.trimEnd().split("\n")).toHaveLength(1);
  expect(troubles).toHaveLength(2);
  await new Promise((resolve) => server.close(resolve));
});

test("a running server notices that what it exported is not there any more", async () => {
  const { id, act } = await busyAccount();
  await act();
  const { exporter, troubles } = exporterTo(fileSink(aFile()));
  await exporter.export();
  await tamper(pool, `delete from audit_seals where account_id = '${id}' and seq = 2`);
  await exporter.export();
  expect(troubles).toEqual([`Error: The audit chain is not what it was: number 2 of ${id} has changed`]);
});
