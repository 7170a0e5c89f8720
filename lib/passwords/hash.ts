import "server-only";
import { hash, verify } from "@node-rs/argon2";

// argon2id, 19 MiB, two passes (security 3.2). The library works on its own threads, not on the event loop.
// argon2id is the library's default algorithm.
const STRENGTH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const RUNNING = 4;
const WAITING = 32;

/** Too many passwords are being worked on: the caller answers `busy` rather than queueing without end. */
export class TooBusy extends Error {
  override name = "TooBusy";
}

let running = 0;
const queue: (() => void)[] = [];

/** The hash to store of a new password. Throws `TooBusy`. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFC"), STRENGTH));
}

/**
 * Whether the password belongs to the stored hash. Without a hash it does the same work and says no, so that
 * the time taken tells nobody whether an address has an account (security 3.9). Throws `TooBusy`.
 */
export function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  return inTurn(async () => {
    const matches = await verify(stored ?? (await decoy()), password.normalize("NFC"));
    return matches && stored !== null;
  });
}

let decoyHash: Promise<string> | undefined;
/** Made once; call it at start, or the first unknown address would pay for it with twice the time. */
export function decoy(): Promise<string> {
  decoyHash ??= hash(crypto.randomUUID(), STRENGTH);
  return decoyHash;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING) {
    if (queue.length >= WAITING) throw new TooBusy();
    await new Promise<void>((resolve) => queue.push(resolve));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}
