// `npm run bench:verify`: the gateway's doors beside the bare limits of what they do and beside peers, all in one run.
import { CONNECTIONS, contest, HOW, median, ratio } from "../bench/verify/contest.mjs";
import { bareQuestion, doorQuestion, plainQuestion, statusOf } from "../bench/verify/questions.mjs";
import * as single from "../bench/verify/single.mjs";
import { installation, makeWorld, newerNode, startClient, startPeer, until } from "../bench/verify/world.mjs";
import { install } from "./prepare.mjs";

const TOKENS = Number(process.env.BENCH_TOKENS ?? 100_000);
const [MAP, SELECT, BETTER, UNLEASH] = ["SHA-256 + Map", "one prepared select", "better-auth 1.7", "Unleash 8"];
const [OURS, COMMITTED, UNRECORDED, NO_LEASE] = ["Latchkey", "use committed", "use not recorded", "no lease"];

await install();
const world = await makeWorld();
try {
  const client = await startClient();
  const ours = await installation(world.database, "latchkey", TOKENS);
  const contestants = await enter(ours);
  const rates = await contest(contestants, client);
  printRates(rates);
  await printSingle(ours, client, contestants);
  printGoals(rates);
} finally {
  await world.end();
}

/** Everybody who takes part in the rounds, ready to answer. */
async function enter({ gateway, policy, secrets, start }) {
  const [secret] = secrets;
  const door = { requests: [doorQuestion(gateway, secret)], status: 204 };
  const plain = { requests: [plainQuestion(secret)], status: 204 };
  const UNLEASH_TOKEN = "default:development.0123456789abcdef0123456789abcdef";
  const FEATURES = "/api/client/features";
  const limit = { BENCH_SECRET: secret, BENCH_POLICY: JSON.stringify(policy) };
  const better = startPeer("better-auth.mjs", { DATABASE_URL: await world.database("better_auth") });
  const unleash = startPeer(
    "unleash.mjs",
    { DATABASE_URL: await world.database("unleash"), BENCH_SECRET: UNLEASH_TOKEN },
    newerNode(),
  );
  const contestants = [
    { name: MAP, ...startPeer("map-limit.mjs", limit), ...plain },
    { name: OURS, ...start("verifier.mjs"), ...door },
    { name: UNRECORDED, ...start("doors.mjs"), ...door },
    { name: COMMITTED, ...start("verifier.mjs", { LATCHKEY_COMMIT_USE: "1" }), ...door },
    {
      name: SELECT,
      ...startPeer("select-limit.mjs", { ...limit, DATABASE_URL: await world.database("limits") }),
      ...plain,
    },
    { name: NO_LEASE, ...start("doors.mjs", {}, ["no-lease"]), ...door },
    { name: BETTER, ...better, status: 204, peer: true },
    { name: UNLEASH, ...unleash, requests: [bareQuestion(UNLEASH_TOKEN, FEATURES)], status: 200, peer: true },
  ];
  for (const { port } of contestants) await until("all are up", async () => (await statusOf(port, "/livez")) !== 0);
  await until("better-auth has a key", async () => (await statusOf(better.port, "/key")) === 200);
  const key = await (await fetch(`http://127.0.0.1:${better.port}/key`)).text();
  Object.assign(
    contestants.find(({ name }) => name === BETTER),
    { requests: [plainQuestion(key)] },
  );
  const asUnleash = { authorization: UNLEASH_TOKEN };
  await until("Unleash has a flag", async () => (await statusOf(unleash.port, FEATURES, asUnleash)) === 200);
  return contestants;
}

function printRates(rates) {
  console.log(
    `\nAnswers a second, ${HOW}, interleaved; medians. Processor time is the server's own, without Postgres.\n`,
  );
  row("what", ...CONNECTIONS.flatMap((n) => [`${n} connections, 1/s`, "÷ Map", "p50, ms", "p99, ms", "CPU, µs"]));
  row("---", ...CONNECTIONS.flatMap(() => ["---:", "---:", "---:", "---:", "---:"]));
  for (const name of rates.get(16).keys()) {
    const cells = CONNECTIONS.flatMap((n) => {
      const rounds = rates.get(n);
      const of = (figure) => median(rounds.get(name).map((one) => one[figure]));
      return [
        Math.round(of("rate")),
        short(ratio(rounds, name, MAP)),
        short(of("p50")),
        short(of("p99")),
        Math.round(of("cpu")),
      ];
    });
    row(name, ...cells);
  }
}

function printGoals(rates) {
  const [few, many] = CONNECTIONS.map((n) => rates.get(n));
  const both = (one, other, figure) => [few, many].map((rounds) => ratio(rounds, one, other, figure));
  console.log();
  goals();
  goal("allow from memory ÷ SHA-256 + Map, 16 / 64 connections", both(OURS, MAP), "≥ 0.65", (r) => r >= 0.65);
  goal("÷ better-auth 1.7 API keys", both(OURS, BETTER), "≥ 25", (r) => r >= 25);
  goal("÷ Unleash 8 backend token", both(OURS, UNLEASH), "≥ 10", (r) => r >= 10);
  goal("p99 ÷ that of SHA-256 + Map", both(OURS, MAP, "p99"), "≤ 3", (r) => r <= 3);
  goal("use committed ÷ better-auth, 16 connections", [ratio(few, COMMITTED, BETTER)], "≥ 6", (r) => r >= 6);
  goal("use committed ÷ better-auth, 64 connections", [ratio(many, COMMITTED, BETTER)], "≥ 10", (r) => r >= 10);
  goal("without a lease ÷ one prepared select", both(NO_LEASE, SELECT), "≥ 0.8", (r) => r >= 0.8);
  goal("recorded ÷ not recorded", both(OURS, UNRECORDED), "≥ 0.9", (r) => r >= 0.9);
}

async function printSingle(ours, client, contestants) {
  const port = (name) => contestants.find((one) => one.name === name);
  const question = (secret) => doorQuestion(ours.gateway, secret);
  const { secrets } = ours;
  console.log();
  goals();
  const busy = await single.walPerUse(ours, port(OURS), client, [question(secrets[0])]);
  goal("WAL per recorded use, one busy token, bytes", [busy], "≤ 200", (n) => n <= 200);
  const spread = await single.walPerUse(ours, port(OURS), client, secrets.slice(0, 1000).map(question));
  goal("the same, 1 000 tokens in turn", [spread], "≤ 200", (n) => n <= 200);
  const shown = await single.visibility(ours, port(OURS), secrets.slice(2_000, 2_020));
  goal("a use shows after, ms: first / later (worst)", [shown.first, shown.later], "≤ 2000", (n) => n <= 2000);
  const asked = await single.statements(ours, port(UNRECORDED), secrets.slice(3_000, 3_002));
  goal("selects for a cold token", [asked.first], "≤ 2", (n) => n <= 2);
  goal("statements for 1 000 warm checks", [asked.warm], "0", (n) => n === 0);
  goal("first answer after start, ms", [await single.firstAnswer(ours, secrets[1])], "≤ 400", (n) => n <= 400);
  const revoked = await single.revocations(ours, secrets.slice(-210), secrets[1]);
  goal(`revocation, 3 alive, p99, ms (median ${short(revoked.p50)})`, [revoked.p99], "≤ 50", (n) => n <= 50);
  goal("revocation, 1 of 3 frozen, worst, ms", [revoked.frozen], "≤ 1100", (n) => n <= 1100);
  const { idle, entries, full, grown } = await single.memory(ours, client, secrets.slice(0, -210));
  goal("verifier, idle, MiB", [idle], "≤ 90", (n) => n <= 90);
  goal(`${entries} tokens in memory, MiB more (${Math.round(full)} in all)`, [grown], "≤ 150", (n) => n <= 150);
}

function goals() {
  row("what", "measured", "goal", "");
  row("---", "---:", "---", "---");
}

function goal(what, measured, goal, holds) {
  row(what, measured.map(short).join(" / "), goal, measured.every(holds) ? "met" : "missed");
}

function row(...cells) {
  console.log(`| ${cells.join(" | ")} |`);
}

function short(number) {
  return number >= 100 ? String(Math.round(number)) : String(Number(number.toPrecision(2)));
}
