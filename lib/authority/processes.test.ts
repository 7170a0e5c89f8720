import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { unlock } from "@/lib/installation/unlock";
import { issue, seedAccount } from "@/lib/testing/account";
import { freePort } from "@/lib/testing/beside";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { tokensLike } from "@/lib/testing/revocations/doomed";
import { Line } from "@/lib/testing/revocations/line";
import { Process } from "@/lib/testing/revocations/process";
import { revokeUnderLoad } from "@/lib/testing/revocations/revoke-under-load";
import { cutOff, frozen, silenceNotices } from "@/lib/testing/revocations/trouble";
import { VERIFIER, wholeOptions } from "@/scripts/bundle.mjs";

const SECRET = Buffer.alloc(32, 7).toString("latin1"); // the tests' own keys come from it
// The large run of the same, 10 000 revocations a mode: npm run prove:revocation.
const REVOCATIONS = 60;
const { db, pool, url } = await testDatabase();
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-processes-"));
const bundled = path.resolve("node_modules/.cache", `latchkey-processes-${process.pid}`);
const processes: Process[] = [];
afterAll(() => {
  for (const folder of [home, bundled]) fs.rmSync(folder, { recursive: true, force: true });
});
beforeItGoes(() => Promise.all(processes.map((each) => each.stop())));

const account = await seedAccount(db);
const owner = await account.join("owner");
const like = await issue(db, await account.join("writer"), { role: "writer" });
const made = await createGateway(db, owner.principal, { name: "edge" });
if (!made.ok) throw new Error(made.error.kind);
const gateway = made.value.secret.reveal();

beforeAll(async () => {
  await unlock(db, SECRET, null); // a verifier begins no database
  await build(wholeOptions(VERIFIER, bundled));
  const { host, port, user = "", password, database = "" } = new pg.Client(url);
  const login = [user, typeof password === "string" ? password : ""].map(encodeURIComponent).join(":");
  for (const name of ["one", "two", "three"]) {
    const line = await Line.open(path.join(home, name), { host, port });
    const env = {
      DATABASE_URL: `postgres://${login}@/${database}?host=${encodeURIComponent(path.join(home, name))}`,
      LATCHKEY_SECRET: SECRET,
      LOG_LEVEL: "fatal",
    };
    const script = path.join(bundled, "verifier.mjs");
    processes.push(await Process.start({ name, script, port: await freePort(), line, env }));
  }
});

test.each([
  ["while all goes well", null],
  ["while one process after another is frozen", frozen(1_500, 300)],
  ["while one after another is cut off from the database", cutOff(700, 200)],
  ["while no change is announced", "silent"],
] as const)("%s, none of three processes allows what was asked after the revocation returned", async (_, how) => {
  const loud = how === "silent" ? await silenceNotices(pool) : async () => {};
  const seen = await revokeUnderLoad({
    processes,
    gateway,
    owner: null,
    tokens: await tokensLike(pool, like.token.id, REVOCATIONS),
    clients: 8,
    revokers: 8,
    trouble: how === "silent" ? null : how,
  });
  await loud();
  expect(seen.allowed).toBeGreaterThanOrEqual(REVOCATIONS);
  expect(seen.late).toBeGreaterThanOrEqual(REVOCATIONS);
  expect(seen.stale).toBe(0);
});
