import { setTimeout as pause } from "node:timers/promises";
import type { Process } from "./process";

/** A token with what ends it through the API. */
export type Doomed = { readonly id: string; readonly secret: string };

type Scene = {
  readonly processes: readonly Process[];
  /** The gateway's credential. */
  readonly gateway: string;
  /** The secret of a token that may revoke through the REST API; null where the processes have none. */
  readonly owner: string | null;
  readonly tokens: readonly Doomed[];
  readonly clients: number;
  /** How many revocations are under way at once. */
  readonly revokers: number;
  /** Does harm until it is told that it is over; null for none. */
  readonly trouble: ((processes: readonly Process[], over: () => boolean) => Promise<void>) | null;
};

export type Seen = {
  /** Milliseconds of the revocation calls that were made where nothing was wrong. */
  readonly times: number[];
  /** How many questions were asked, and how many of those after the token's revocation had returned. */
  asked: number;
  late: number;
  allowed: number;
  /** Allowed, though asked after the revocation had returned: there must be none. */
  stale: number;
};

const RECENT = 64;
/** Behind so many that wait, a frozen process is not asked more. */
const MOST_WAITING = 64;
const WRITE = { "x-latchkey-action": "updateOn", "x-latchkey-resource": "proj/web:env/production:flag/x" };

/**
 * Revokes tokens at random moments while clients ask all processes about them, those that were just revoked too, and counts
 * what was allowed though it was asked after a revocation had returned. Each was seen to be allowed in every process
 * before, so that it lies in every memory.
 */
export async function revokeUnderLoad(scene: Scene): Promise<Seen> {
  const { processes, gateway, tokens, clients, revokers, trouble } = scene;
  const seen: Seen = { times: [], asked: 0, late: 0, allowed: 0, stale: 0 };
  const dead = new Set<Doomed>();
  const recent: Doomed[] = []; // alive and dead ones
  let [next, over] = [0, false];

  const ask = async (process: Process, token: Doomed): Promise<number> => {
    const late = dead.has(token);
    const headers = { ...WRITE, "x-latchkey-gateway": gateway, authorization: `Bearer ${token.secret}` };
    const status = await process.ask({ method: "GET", path: "/authz/nginx", headers });
    seen.asked++;
    if (late) seen.late++;
    if (status === 204) seen.allowed++;
    if (late && status === 204) seen.stale++;
    return status;
  };
  const everywhere = async (token: Doomed): Promise<number[]> => {
    const well = processes.filter(({ troubled }) => !troubled);
    for (const each of processes) if (each.troubled && each.waiting < MOST_WAITING) void ask(each, token);
    return Promise.all(well.map((each) => ask(each, token)));
  };
  const client = async () => {
    while (!over) {
      const token = some(recent);
      const process = some(processes.filter(({ waiting, troubled }) => !troubled || waiting < MOST_WAITING));
      if (token && process) await within(200, ask(process, token));
      else await pause(1);
    }
  };
  const revoker = async () => {
    for (let token = tokens[next++]; token; token = tokens[next++]) {
      await until(async () => (await everywhere(token)).every((status) => status === 204));
      if (recent.push(token) > RECENT) recent.shift();
      await pause(Math.random() * 20);
      await end(token);
      dead.add(token);
      await within(1_000, everywhere(token));
    }
  };
  /** Two calls at once now and then: that one finds its work done must not make it return sooner. */
  const end = async (token: Doomed) => {
    const calls = Math.random() < 0.1 ? [0, 1] : [0];
    await Promise.race(calls.map(() => until(() => revoke(token))));
  };
  const revoke = async (token: Doomed): Promise<boolean> => {
    const process = some(processes.filter(({ troubled }) => !troubled));
    if (!process) return false;
    const [begun, { troubles }] = [performance.now(), process];
    const rest = scene.owner !== null && process.name !== "verifier" && Math.random() < 0.5;
    const done = rest ? await revokeByApi(process, scene.owner ?? "", token) : await revokeBySecret(process, token);
    if (done && process.troubles === troubles) seen.times.push(performance.now() - begun);
    return done;
  };

  const harm = trouble?.(processes, () => over);
  const load = Array.from({ length: clients }, client);
  await Promise.all(Array.from({ length: revokers }, revoker));
  over = true;
  await Promise.all([...load, harm]);
  await until(async () => processes.every(({ waiting }) => waiting === 0));
  return seen;
}

const revokeBySecret = async (process: Process, { secret }: Doomed): Promise<boolean> => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return (await process.ask({ method: "POST", path: "/oauth/revoke", headers, body: `token=${secret}` })) === 200;
};

const revokeByApi = async (process: Process, owner: string, { id }: Doomed): Promise<boolean> => {
  const headers = { authorization: `Bearer ${owner}` };
  return (await process.ask({ method: "DELETE", path: `/api/v2/tokens/${id}`, headers })) === 204;
};

/** Waits for it, but not for longer: the process may be frozen meanwhile. It goes on all the same. */
function within(milliseconds: number, answer: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void answer.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}

const some = <T>(of: readonly T[]): T | undefined => of[Math.floor(Math.random() * of.length)];
