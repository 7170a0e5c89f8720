// What `npm run bench:attack` measures: one server as it is built, one process of honest load, one of the attacker's, and an
// inert server that takes the same attack and does nothing, to tell the price of the attack from that of making it.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../../scripts/root.mjs";
import { endChild, orderly } from "../children.mjs";
import { guesses, honest, junk, passwords } from "./requests.mjs";

const PORT = Number(process.env.BENCH_PORT ?? 21_700);
const INERT_PORT = PORT + 1;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const HONEST = { connections: 16, perSecond: 100 };
/** Far above what any limit admits: 60 tokens a minute, 30 passwords in a quarter of an hour, from one network. */
const TOKENS = { connections: 32, perSecond: 500 };
const PASSWORDS = { connections: 48, perSecond: 60 };
const EMAIL = "bench@acme.example";
const PASSWORD = "violet umbrellas walk at dawn";

export const MEASURED = `${HONEST.perSecond} honest calls a second for ${SECONDS} s each; ${TOKENS.perSecond} tokens or ${PASSWORDS.perSecond} passwords a second guessed`;

/** Who attacks in each part of a round, with what, and beside which mere load that is to be seen. */
export const attacks = {
  "nobody attacks": {},
  "tokens are sent to an inert server": { load: TOKENS, requests: "guesses", inert: true },
  "passwords are sent to an inert server": { load: PASSWORDS, requests: "spread", inert: true },
  "tokens are guessed": { load: TOKENS, requests: "guesses", beside: "tokens are sent to an inert server" },
  "what is no token is sent": { load: TOKENS, requests: "junk", beside: "tokens are sent to an inert server" },
  "passwords are guessed from one network": {
    load: PASSWORDS,
    requests: "passwords",
    beside: "passwords are sent to an inert server",
  },
  "passwords are guessed from many networks": {
    load: PASSWORDS,
    requests: "spread",
    beside: "passwords are sent to an inert server",
  },
};

/** Everything started and warm; answers with how to end it. */
export async function startWorld() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-bench-attack-"));
  fs.chmodSync(home, 0o755); // the account that runs Postgres passes through it
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LATCHKEY_DATA_DIR: path.join(home, "data"),
    PORT: String(PORT),
    LOG_LEVEL: "error",
    TRUST_PROXY: "1", // so that an attacker can come from many networks
    LATCHKEY_LIMIT_TOKEN: "0",
    LATCHKEY_LIMIT_ACCOUNT: "0",
  };
  const operator = (args, input = "") =>
    execFileSync(process.execPath, ["dist/latchkey.mjs", ...args], { cwd: root, env, input, encoding: "utf8" });
  operator(["member", "create", "--email", EMAIL, "--role", "owner", "--password-stdin"], `${PASSWORD}\n`);
  const secret = operator(["token", "create", "--member", EMAIL, "--name", "maker", "--role", "owner"]).trim();
  const children = [
    spawn(process.execPath, ["dist/server.mjs"], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] }),
    spawn(process.execPath, ["bench/attack/inert.mjs"], { cwd: root, env: { ...env, BENCH_PORT: String(INERT_PORT) } }),
  ];
  await ready();
  const requests = await requestsOf(secret);
  const loader = () => orderly(path.join(root, "bench/attack/load.mjs"), (child) => children.push(child));
  const [person, attacker] = [await loader(), await loader()];
  const end = async () => {
    await Promise.all(children.map(endChild));
    fs.rmSync(home, { recursive: true, force: true });
  };
  return { requests, person, attacker, end };
}

/** Honest calls beside one kind of attack, or beside none. */
export async function measure({ requests, person, attacker }, name) {
  const { load, requests: kind, inert } = attacks[name];
  const attack =
    load && attacker({ port: inert ? INERT_PORT : PORT, requests: requests[kind], ...load, seconds: SECONDS + 2 });
  if (attack) await new Promise((resolve) => setTimeout(resolve, 1_000)); // it is under way
  const calls = await person({ port: PORT, requests: requests.honest, ...HONEST, seconds: SECONDS });
  if (calls.missed > 0 || calls.statuses["200"] !== calls.count)
    throw new Error(`${name}: honest calls were not all answered: ${JSON.stringify(calls)}`);
  return { p50: calls.p50, p99: calls.p99, attack: attack && { ...(await attack), seconds: SECONDS + 2 } };
}

async function requestsOf(maker) {
  const origin = `http://127.0.0.1:${PORT}`;
  const secrets = [];
  for (let i = 0; i < 10; i++) {
    const answer = await fetch(`${origin}/api/v2/tokens`, {
      method: "POST",
      headers: { authorization: maker, "content-type": "application/json" },
      body: JSON.stringify({ name: `honest ${i}`, role: "reader" }),
    });
    if (answer.status !== 201) throw new Error(`a token was refused: ${await answer.text()}`);
    const { token, _id: id } = await answer.json();
    secrets.push({ secret: token, id });
  }
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const cookie = (csrf.headers.getSetCookie()[0] ?? "").split(";", 1)[0];
  const proof = { ...(await csrf.json()), cookie };
  return {
    honest: honest(secrets),
    guesses: guesses(),
    junk: junk(),
    passwords: passwords(proof, { networks: false }),
    spread: passwords(proof, { networks: true }),
  };
}

async function ready() {
  const end = Date.now() + 60_000;
  while ((await fetch(`http://127.0.0.1:${PORT}/readyz`).catch(() => null))?.status !== 200) {
    if (Date.now() > end) throw new Error("the server did not start within a minute");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
