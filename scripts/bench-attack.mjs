// `npm run bench:attack`: how long honest calls of the REST API take while somebody guesses tokens or passwords, beside how
// long they take when nobody does, as ratios within one run.
import { attacks, MEASURED, measure, startWorld } from "../bench/attack/world.mjs";
import { build, install } from "./prepare.mjs";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const GOAL = 2;

await install();
await build();
const world = await startWorld();
try {
  const rounds = [];
  for (const name of Object.keys(attacks)) await measure(world, name); // warm
  for (let round = 0; round < ROUNDS; round++) {
    const names = Object.keys(attacks);
    const figures = {};
    for (const name of round % 2 === 0 ? names : names.toReversed()) figures[name] = await measure(world, name);
    rounds.push(figures);
  }
  print(rounds);
} finally {
  await world.end();
}

function print(rounds) {
  console.log(`\n${MEASURED}, ${ROUNDS} rounds, medians.\n`);
  row("while", "honest p50, ms", "p99, ms", "p99 ÷ idle", "÷ its mere load", "attacks answered, 1/s", "with");
  row("---", "---:", "---:", "---:", "---:", "---:", "---");
  for (const [name, { beside }] of Object.entries(attacks)) {
    const of = (figure) => median(rounds.map((figures) => figure(figures[name], figures)));
    const ratio = (other) => of((one, figures) => one.p99 / figures[other].p99);
    const { statuses = {}, seconds } = rounds.at(-1)[name].attack ?? {};
    const answered = Object.values(statuses).reduce((sum, count) => sum + count, 0);
    const said = Object.entries(statuses).map(
      ([status, count]) => `${status}: ${Math.round((100 * count) / answered)} %`,
    );
    row(
      name,
      short(of(({ p50 }) => p50)),
      short(of(({ p99 }) => p99)),
      short(ratio("nobody attacks")),
      beside ? short(ratio(beside)) : "",
      answered ? Math.round(answered / seconds) : "",
      said.join(", "),
    );
  }
  const worst = Object.entries(attacks)
    .filter(([, { beside }]) => beside)
    .map(([name, { beside }]) => [name, median(rounds.map((figures) => figures[name].p99 / figures[beside].p99))])
    .reduce((one, other) => (other[1] > one[1] ? other : one));
  console.log(
    `\nGoal: p99 at most ${GOAL} × that beside the mere load. Worst: ${short(worst[1])} (${worst[0]}), ${worst[1] <= GOAL ? "met" : "missed"}.`,
  );
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function row(...cells) {
  console.log(`| ${cells.join(" | ")} |`);
}

function short(number) {
  return number >= 100 ? String(Math.round(number)) : String(Number(number.toPrecision(2)));
}
