// Everybody in turn, the order changing each round; a ratio is taken inside its round, since a busy machine slows all alike.
import { cpuOf } from "./world.mjs";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
export const CONNECTIONS = [16, 64];
export const HOW = `${ROUNDS} rounds of ${SECONDS} s`;

/** By connections: what each contestant answered in each round. */
export async function contest(contestants, client) {
  const results = new Map();
  const load = ({ child, port, requests, status }, connections, seconds) => {
    const before = cpuOf(child);
    return client({ port, requests, status, connections, seconds }).then((answered) => ({
      ...answered,
      cpu: (cpuOf(child) - before) / answered.count,
    }));
  };
  for (const contestant of contestants) await load(contestant, 16, 1); // warm
  for (const connections of CONNECTIONS) {
    const rounds = new Map(contestants.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
        const answered = await load(contestant, connections, SECONDS);
        if (answered.bad > 0) {
          const said = `${contestant.name}: ${answered.bad} of ${answered.count} answers were not ${contestant.status}`;
          if (!contestant.peer) throw new Error(said);
          console.error(`${said}; only the others count.`);
        }
        rounds.get(contestant.name).push(answered);
      }
    }
    results.set(connections, rounds);
  }
  return results;
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** The median over the rounds of one's figure ÷ another's. */
export function ratio(rounds, ours, theirs, figure = "rate") {
  return median(rounds.get(ours).map((one, round) => one[figure] / rounds.get(theirs)[round][figure]));
}
