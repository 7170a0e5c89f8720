// What is not a rate: what recording costs in the log, when it shows, memory, statements, revocations, the start.
import { endChild } from "../children.mjs";
import { doorHeaders, doorQuestion, statusOf } from "./questions.mjs";
import { memoryOf, until } from "./world.mjs";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Bytes of WAL per recorded use: of one busy token, and of so many in turn. The lease's own are among them. */
export async function walPerUse({ pool }, verifier, client, requests) {
  const at = async () => Number((await pool.query("select pg_current_wal_lsn() - '0/0' as at")).rows[0].at);
  await client({ port: verifier.port, requests, status: 204, connections: 16, seconds: 1 });
  await pause(6_000);
  const before = await at();
  const { count } = await client({ port: verifier.port, requests, status: 204, connections: 16, seconds: 5 });
  await pause(6_000);
  return ((await at()) - before) / count;
}

/** Milliseconds from the answer until the use can be read: of tokens that were not used before, and of one in steady use. */
export async function visibility({ pool, gateway }, { port }, secrets) {
  const uses = async () =>
    Number(
      (await pool.query("select coalesce(sum(allowed), 0) as n from usage_days where channel = 'gateway'")).rows[0].n,
    );
  const once = async (secret) => {
    const before = await uses();
    await statusOf(port, "/authz/nginx", doorHeaders(gateway, secret));
    const begun = performance.now();
    await until("a use shows", async () => (await uses()) > before, 5);
    return performance.now() - begun;
  };
  const first = [];
  for (const secret of secrets) first.push(await once(secret));
  const later = [];
  for (let i = 0; i < 5; i++) later.push(await once(secrets[0]));
  return { first: Math.max(...first), later: Math.max(...later) };
}

/** Statements of a verifier for a token that it has not seen, and for 1 000 further questions of the same. */
export async function statements({ gateway }, { port }, [warm, cold]) {
  const asked = async () => Number(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
  const ask = (secret) => statusOf(port, "/authz/nginx", doorHeaders(gateway, secret));
  await until("the lease is held", async () => {
    const before = await asked();
    await ask(warm);
    return (await asked()) === before;
  });
  const before = await asked();
  await ask(cold);
  const first = (await asked()) - before;
  for (let i = 0; i < 1000; i++) await ask(cold);
  return { first, warm: (await asked()) - before - first };
}

/** V8 gives back what the load left behind when little has been done for a while: what is measured is what tokens take. */
const GIVEN_BACK_MS = 60_000;

/** Memory of a verifier in MiB: idle after its start, and by how much more with so many tokens in memory, a minute after the load. */
export async function memory({ gateway, start }, client, secrets) {
  const verifier = start("verifier.mjs");
  await until("a verifier answers", async () => (await statusOf(verifier.port, "/livez")) === 200);
  await statusOf(verifier.port, "/authz/nginx", doorHeaders(gateway, secrets[0]));
  const idle = await settled(verifier.child);
  const requests = secrets.map((secret) => doorQuestion(gateway, secret));
  for (let left = requests; left.length > 0; left = left.slice(20_000))
    await everyOne(client, verifier.port, left.slice(0, 20_000));
  const figures = await (await fetch(`http://127.0.0.1:${verifier.port}/metrics`)).text();
  const entries = Number(/memory_entries\{kind="tokens"\} (\d+)/.exec(figures)?.[1]);
  await pause(GIVEN_BACK_MS);
  const full = await settled(verifier.child);
  await endChild(verifier.child);
  return { idle, entries, full, grown: full - idle };
}

async function everyOne(client, port, requests) {
  const asked = await client({ port, requests, status: 204, connections: 16, seconds: 600, most: requests.length });
  if (asked.bad > 0) throw new Error(`${asked.bad} of the tokens were refused`);
}

/** Resident memory once it has stopped moving. */
async function settled(child) {
  let before = 0;
  await until("memory settles", async () => {
    await pause(3_000);
    const now = memoryOf(child);
    const still = Math.abs(now - before) < 1;
    before = now;
    return still;
  });
  return before;
}

/** Milliseconds of a revocation with three verifiers that hold leases: all alive, and one of them frozen. */
export async function revocations({ gateway, start }, secrets, warm) {
  const three = [0, 1, 2].map(() => start("verifier.mjs"));
  const ask = ({ port }, secret = warm) => statusOf(port, "/authz/nginx", doorHeaders(gateway, secret));
  const revoke = async (secret) => {
    await Promise.all(three.filter(({ frozen }) => !frozen).map((one) => ask(one, secret)));
    const begun = performance.now();
    const answer = await fetch(`http://127.0.0.1:${three[0].port}/oauth/revoke`, {
      method: "POST",
      body: new URLSearchParams({ token: secret }),
    });
    const took = performance.now() - begun;
    if (answer.status !== 200) throw new Error(`a revocation was answered with ${answer.status}`);
    for (const one of three)
      if (!one.frozen && (await ask(one, secret)) !== 401) throw new Error("a token outlived its revocation");
    return took;
  };
  for (const one of three) await until("a verifier answers", async () => (await ask(one)) === 204);
  await pause(500);
  const alive = [];
  for (const secret of secrets.slice(0, 200)) alive.push(await revoke(secret));
  const frozen = [];
  for (const secret of secrets.slice(200, 210)) {
    await until("all hold a lease", async () =>
      (await Promise.all(three.map((one) => ask(one)))).every((s) => s === 204),
    );
    await pause(1_200);
    three[2].child.kill("SIGSTOP");
    three[2].frozen = true;
    frozen.push(await revoke(secret));
    three[2].child.kill("SIGCONT");
    three[2].frozen = false;
    if ((await ask(three[2], secret)) !== 401)
      throw new Error("a token outlived its revocation where a process was frozen");
  }
  for (const { child } of three) await endChild(child);
  alive.sort((a, b) => a - b);
  return {
    p50: alive[Math.floor(alive.length / 2)],
    p99: alive[Math.floor(alive.length * 0.99)],
    frozen: Math.max(...frozen),
  };
}

/** Milliseconds from the start of a process until it has answered a gateway. */
export async function firstAnswer({ gateway, start }, secret) {
  const times = [];
  for (let i = 0; i < 5; i++) {
    const begun = performance.now();
    const { child, port } = start("verifier.mjs");
    const allowed = async () => (await statusOf(port, "/authz/nginx", doorHeaders(gateway, secret))) === 204;
    await until("a verifier answers", allowed, 2);
    times.push(performance.now() - begun);
    await endChild(child);
  }
  return times.sort((a, b) => a - b)[2];
}
