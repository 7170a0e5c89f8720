import "server-only";
import { createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { signInThrottles } from "@/drizzle/schema";
import type { Refusal } from "@/lib/core/refusal";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { getKeys } from "@/lib/keys/keys";
import { networkOf } from "./network";
import { decideForAddress, decideForNetwork, decideInARow, type ThrottleDecision } from "./throttle-rule";

/**
 * Whether a password try may be looked at; counts it as failed until `forgetFailures`. Same for unknown addresses. The
 * hundredth in a row is the last: from then on only a new password lets its member in.
 */
export async function allowTry(db: Db, email: string, ip: string | null): Promise<Refusal | null> {
  return db.transaction(async (tx) => {
    const network = ip === null ? 0 : await count(tx, networkKey(ip), decideForNetwork);
    const wait = network || (await count(tx, addressKey(email), decideForAddress));
    if (wait > 0) return { kind: "too_many_tries", seconds: Math.ceil(wait / 1000) };
    return (await count(tx, rowKey(email), decideInARow)) > 0 ? { kind: "password_locked" } : null;
  });
}

/** The try was right, or the password is a new one: the address starts anew, and its network gets the try back. */
export async function forgetFailures(db: Db | Tx, email: string, ip: string | null): Promise<void> {
  await forget(db, [addressKey(email), rowKey(email)], ip);
}

/** The same for what was counted under these keys: one after the other, as they are counted, or two tries would wait for each other. */
export async function forget(db: Db | Tx, keys: readonly string[], ip: string | null): Promise<void> {
  for (const key of keys) await db.delete(signInThrottles).where(eq(signInThrottles.key, key));
  if (ip !== null) await giveBack(db, networkKey(ip));
}

/**
 * Whether a link's code from that network may be looked at, which counts it as a wrong one until `forgetCode`: thirty in a
 * quarter of an hour. Signing in and codes do not count for each other.
 */
export async function allowCode(db: Db, ip: string): Promise<Refusal | null> {
  const wait = await db.transaction((tx) => count(tx, codesKey(ip), decideForNetwork));
  return wait > 0 ? { kind: "too_many_tries", seconds: Math.ceil(wait / 1000) } : null;
}

/** The code was a right one. */
export const forgetCode = (db: Db, ip: string): Promise<void> => giveBack(db, codesKey(ip));

async function giveBack(db: Db | Tx, key: string): Promise<void> {
  const less = sql`greatest(${signInThrottles.failures} - 1, 0)`;
  await db.update(signInThrottles).set({ failures: less }).where(eq(signInThrottles.key, key));
}

type Rule = (
  counter: { failures: number; blockedUntil: number | null; windowStartedAt: number },
  now: number,
) => ThrottleDecision;

/** Counts a try under a key, or answers with how many milliseconds to wait before one is looked at. */
export async function count(tx: Tx, key: string, rule: Rule): Promise<number> {
  // One statement makes or finds the row and locks it: a right try beside this one may take the row away at any moment.
  const [row] = await tx
    .insert(signInThrottles)
    .values({ key })
    .onConflictDoUpdate({ target: signInThrottles.key, set: { key } })
    .returning({
      failures: signInThrottles.failures,
      blockedUntil: signInThrottles.blockedUntil,
      windowStartedAt: signInThrottles.windowStartedAt,
      now: sql<Date>`now()`.mapWith(signInThrottles.windowStartedAt),
    });
  const { failures, blockedUntil, windowStartedAt, now } = expectRow(row);
  const counter = {
    failures,
    blockedUntil: blockedUntil?.getTime() ?? null,
    windowStartedAt: windowStartedAt.getTime(),
  };
  const decision = rule(counter, now.getTime());
  if (!("next" in decision)) return decision.wait;
  const { next } = decision;
  await tx
    .update(signInThrottles)
    .set({
      failures: next.failures,
      blockedUntil: next.blockedUntil === null ? null : new Date(next.blockedUntil),
      windowStartedAt: new Date(next.windowStartedAt),
    })
    .where(eq(signInThrottles.key, key));
  return 0;
}

// Keyed digests: a copy of the table names no address and no network.
export const keyOf = (text: string) => createHmac("sha256", getKeys().throttle).update(text).digest("base64url");
const addressKey = (email: string) => keyOf(`address ${email.normalize("NFKC").trim().toLowerCase()}`);
const rowKey = (email: string) => keyOf(`in a row ${email.normalize("NFKC").trim().toLowerCase()}`);
const codesKey = (ip: string) => keyOf(`codes ${networkOf(ip)}`);
export const networkKey = (ip: string) => keyOf(`network ${networkOf(ip)}`);
