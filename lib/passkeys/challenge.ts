import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { lt, sql } from "drizzle-orm";
import { passkeyChallenges } from "@/drizzle/schema";
import { type Db, expectRow } from "@/lib/db/client";
import { getKeys } from "@/lib/keys/keys";
import { CHALLENGE_MINUTES } from "./limits";

/** What a challenge is for, and to whom it was given: it counts for nothing and nobody else. */
export type Asked = {
  readonly purpose: "add" | "sign_in" | "second_factor" | "prove" | "prove_by_issuer";
  /** A session's id, or the token that a visitor's form is sent with. */
  readonly of: string;
};

const RANDOM = 16;
const TIME = 6;
const TAG = 32;

/** A new challenge. Nothing is stored until it is answered, so that a visitor who asks for many fills no table. */
export async function newChallenge(db: Db, asked: Asked): Promise<string> {
  const { rows } = await db.execute<{ now: string }>(sql`select floor(extract(epoch from now()) * 1000) as now`);
  return challengeOf(Number(expectRow(rows[0]).now), asked);
}

/** A challenge of that instant (ms since 1970), in base64url: random bytes, the instant, and a keyed tag over both and what it is for. */
export function challengeOf(instant: number, asked: Asked): string {
  const body = Buffer.concat([randomBytes(RANDOM), Buffer.alloc(TIME)]);
  body.writeUIntBE(instant, RANDOM, TIME);
  return Buffer.concat([body, tagOf(body, asked)]).toString("base64url");
}

/** Takes a challenge: true for one of ours that was made for this, at most five minutes ago, and was never taken before. Of two at once one is. */
export async function takeChallenge(db: Db, challenge: string, asked: Asked): Promise<boolean> {
  const bytes = Buffer.from(challenge, "base64url");
  if (bytes.length !== RANDOM + TIME + TAG || bytes.toString("base64url") !== challenge) return false;
  const [body, tag] = [bytes.subarray(0, RANDOM + TIME), bytes.subarray(RANDOM + TIME)];
  if (!timingSafeEqual(tag, tagOf(body, asked))) return false;
  const age = sql`now() - to_timestamp(${madeAt(challenge)} / 1000.0)`;
  const lasts = sql`make_interval(mins => ${CHALLENGE_MINUTES})`;
  // Far older ones are of use to nobody: they are dead whether they were taken or not.
  await db
    .delete(passkeyChallenges)
    .where(lt(passkeyChallenges.answeredAt, sql`now() - 2 * make_interval(mins => ${CHALLENGE_MINUTES})`));
  const { rowCount } = await db.execute(
    sql`insert into ${passkeyChallenges} (tag) select ${tag} where ${age} < ${lasts} on conflict do nothing`,
  );
  return rowCount === 1;
}

/** When a challenge of ours was made, in epoch milliseconds of the database's clock: for one that was taken. */
export function madeAt(challenge: string): number {
  return Buffer.from(challenge, "base64url").readUIntBE(RANDOM, TIME);
}

function tagOf(body: Buffer, { purpose, of }: Asked): Buffer {
  return createHmac("sha256", getKeys().passkeyChallenge).update(`${purpose}\0${of}\0`).update(body).digest();
}
