// One engine in a process of its own: it is asked for a round at a time, and answers with decisions a second.
import { requestsOf, statementsOf } from "./workload.mjs";

const { build } = await import(`./engines/${process.argv[2]}.mjs`);
const BATCH_MS = Number(process.env.BENCH_MS ?? 100);
const ready = new Map();

process.on("message", async (size) => {
  const first = !ready.has(size);
  if (first) ready.set(size, await prepare(size));
  const { decide, decisions, buildMs } = ready.get(size);
  process.send({ decisions, buildMs, rate: first ? warmUp(decide) : measure(decide, BATCH_MS) });
});
process.send("ready");

async function prepare(size) {
  const requests = requestsOf(size);
  const before = performance.now();
  const decide = await build(statementsOf(size), requests);
  decide(0);
  const buildMs = performance.now() - before;
  return { decide, decisions: requests.map((_, i) => decide(i)), buildMs };
}

const warmUp = (decide) => measure(decide, BATCH_MS * 2);

/** Decisions a second, counted in whole rounds of the requests for at least this long. */
function measure(decide, ms) {
  const before = performance.now();
  let count = 0;
  let spent = 0;
  while (spent < ms) {
    for (let i = 0; i < 64; i++) decide(i);
    count += 64;
    spent = performance.now() - before;
  }
  return (count / spent) * 1000;
}
