import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { boot } from "@/lib/boot/boot";
import { readConfig } from "@/lib/config/config";
import { startEmbedded } from "@/lib/db/embedded";
import { createGateway } from "@/lib/gateways/create-gateway";
import { issue, seedAccount } from "@/lib/testing/account";
import { tokensLike } from "@/lib/testing/revocations/doomed";
import { Line } from "@/lib/testing/revocations/line";
import { Process } from "@/lib/testing/revocations/process";
import { revokeUnderLoad, type Seen } from "@/lib/testing/revocations/revoke-under-load";
import { cutOff, frozen, silenceNotices } from "@/lib/testing/revocations/trouble";

const REVOCATIONS = Number(process.env["PROVE_REVOCATIONS"] ?? 10_000);
const CLIENTS = 16;
const FIRST_PORT = Number(process.env["PROVE_PORT"] ?? 21_330);
const SECRET = "of nobody's installation but this proof's own";
const DATABASE = "postgres://latchkey@/postgres?host=";

// What is measured is how fast a call is, not how many are allowed.
const environment = {
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  LOG_LEVEL: "fatal",
  LATCHKEY_LIMIT_TOKEN: "0",
  LATCHKEY_LIMIT_ACCOUNT: "0",
  LATCHKEY_LIMIT_FAILURES: "0",
} as const;

const MODES = [
  { name: "all alive", trouble: null, silent: false, revokers: 4 },
  { name: "one frozen for 5 s", trouble: frozen(5_000, 2_000), silent: false, revokers: 4 },
  { name: "one cut off from the database", trouble: cutOff(3_000, 1_000), silent: false, revokers: 4 },
  // Each waits for the next renewal, a third of a second: many at once, or it takes an hour.
  { name: "notifications dropped", trouble: null, silent: true, revokers: 32 },
] as const;

/** Proves it with the main server, twice, and the verifier. Whether nothing stale was allowed. */
async function prove(): Promise<boolean> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-prove-"));
  fs.chmodSync(home, 0o755);
  const postgres = await startEmbedded(path.join(home, "postgres"));
  const opened = await boot(
    readConfig({ ...environment, DATABASE_URL: DATABASE + postgres.host, LATCHKEY_SECRET: SECRET }),
    "command",
  );
  const { db, pool } = opened;
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const rest = await issue(db, owner, { role: "owner" });
  const like = await issue(db, await account.join("writer"), { role: "writer" });
  const made = await createGateway(db, owner.principal, { name: "edge" });
  if (!made.ok) throw new Error(made.error.kind);
  const gateway = made.value.secret.reveal();

  const processes: Process[] = [];
  for (const [at, name] of ["one", "two", "verifier"].entries()) {
    const folder = path.join(home, name);
    const line = await Line.open(folder, { host: postgres.host, port: 5432 });
    const script = name === "verifier" ? "dist/verifier.mjs" : "dist/server.mjs";
    const env = { DATABASE_URL: DATABASE + folder, LATCHKEY_SECRET: SECRET, ...environment };
    processes.push(await Process.start({ name, script, port: FIRST_PORT + at, line, env }));
  }

  let stale = 0;
  console.log(`${REVOCATIONS} revocations in each mode, ${CLIENTS} clients, two servers and a verifier\n`);
  console.log("| mode | questions | asked after it returned | allowed then | median, ms | p99, ms | worst, ms |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const { name, trouble, silent, revokers } of MODES) {
    const loud = silent ? await silenceNotices(pool) : async () => {};
    const tokens = await tokensLike(pool, like.token.id, REVOCATIONS);
    const scene = { processes, gateway, owner: rest.secret, tokens, clients: CLIENTS, revokers, trouble };
    const seen = await revokeUnderLoad(scene);
    await loud();
    print(name, seen);
    stale += seen.stale;
    if (seen.late < REVOCATIONS || seen.allowed < REVOCATIONS)
      throw new Error("Too little was asked to prove anything.");
  }
  await Promise.all(processes.map((each) => each.stop()));
  await opened.close();
  await postgres.stop();
  fs.rmSync(home, { recursive: true, force: true });
  return stale === 0;
}

function print(name: string, { asked, late, stale, times }: Seen): void {
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? Number.NaN).toFixed(1);
  console.log(`| ${name} | ${asked} | ${late} | ${stale} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`);
}

process.exitCode = (await prove()) ? 0 : 1;
