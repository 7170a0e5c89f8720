// An instance with three accounts: a large one, a small one and an empty one, kept for the next run.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { root } from "../../scripts/root.mjs";
import { fill, LARGE, SMALL } from "./fill.mjs";

const PORT = Number(process.env.BENCH_PORT ?? 21_319);
const PASSWORD = "violet umbrellas walk at dawn";
export const origin = `http://127.0.0.1:${PORT}`;
export const people = {
  large: { email: "large@bench.example", password: PASSWORD },
  small: { email: "small@bench.example", password: PASSWORD },
  empty: { email: "empty@bench.example", password: PASSWORD },
};

/** Beside one another for each schema and each way of filling it. */
const home = path.join(os.tmpdir(), `latchkey-bench-console-${hashOf("drizzle/migrations", "bench/console/fill.mjs")}`);
export const env = {
  ...process.env,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  LATCHKEY_DATA_DIR: path.join(home, "data"),
  PORT: String(PORT),
  LOG_LEVEL: "error",
  LATCHKEY_LIMIT_TOKEN: "0",
  LATCHKEY_LIMIT_ACCOUNT: "0",
};

/** Beside the data: the temporary folder is one that any account may enter. */
const SOCKET = path.join(env.LATCHKEY_DATA_DIR, "postgres");

/** Starts the server on the filled database, which is filled first if it is not; answers with how to end it and a pool. */
export async function startInstance() {
  const filled = path.join(home, "filled");
  if (!fs.existsSync(filled)) {
    fs.rmSync(home, { recursive: true, force: true });
    fs.mkdirSync(home, { recursive: true });
    fs.chmodSync(home, 0o755);
    const owner = ["member", "create", "--email", people.large.email, "--role", "owner", "--password-stdin"];
    execFileSync(process.execPath, ["dist/latchkey.mjs", ...owner], { cwd: root, env, input: `${PASSWORD}\n` });
  }
  const child = spawn(process.execPath, ["dist/server.mjs"], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  await ready();
  const pool = new pg.Pool({ host: SOCKET, user: "latchkey", database: "postgres", max: 2 });
  const end = async () => {
    await pool.end();
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  };
  try {
    if (!fs.existsSync(filled)) {
      const begun = performance.now();
      console.log("Filling the database; the next run finds it filled.");
      await fillAccounts(pool);
      console.log(`Filled in ${Math.round((performance.now() - begun) / 1000)} s.`);
      fs.writeFileSync(filled, "");
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { pool, end };
}

async function fillAccounts(pool) {
  const { rows } = await pool.query("select id, account_id as account from members where email = $1", [
    people.large.email,
  ]);
  const large = { accountId: rows[0].account, ownerId: rows[0].id, size: LARGE, n: 1 };
  const small = await anotherAccount(pool, "small", 2);
  await anotherAccount(pool, "empty", 3);
  await fill(pool, [{ ...small, size: SMALL }, large]);
}

/** A further account whose Owner has the same password. */
async function anotherAccount(pool, name, n) {
  const [accountId, ownerId] = ["a", "b"].map((kind) => `0000000000${n}${kind}000000000000`);
  await pool.query("insert into accounts (id, name) values ($1, $2)", [accountId, name]);
  await pool.query(
    `insert into members (id, account_id, email, email_key, base_role, password_hash, joined_at)
      select $1, $2, $3, $3, 'owner', password_hash, now() from members where email = $4`,
    [ownerId, accountId, people[name].email, people.large.email],
  );
  return { accountId, ownerId, n };
}

async function ready() {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    if (Date.now() > end) throw new Error("The server did not become ready.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function hashOf(...places) {
  const sum = createHash("sha256");
  for (const place of places) for (const file of filesOf(path.join(root, place))) sum.update(fs.readFileSync(file));
  return sum.digest("hex").slice(0, 12);
}

function filesOf(place) {
  if (fs.statSync(place).isFile()) return [place];
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
