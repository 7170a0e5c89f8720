import "server-only";
import type { Refusal } from "@/lib/core/refusal";
import type { Db } from "@/lib/db/client";
import { count, forget, keyOf, networkKey } from "./throttle";
import {
  type Counter,
  decideForAddress,
  decideForNetwork,
  decideForProof,
  decideInARow,
  PROOFS_EACH,
} from "./throttle-rule";

/** What is counted of a try: whose, in which sign-in (null within a session), and whether it can be guessed at all. */
type Tried = { readonly memberId: string; readonly sessionId: string | null; readonly guessable: boolean };

/** Whether a proof may be looked at, and if it is the last one of this sign-in; a wrong one is counted in advance, as a password is. */
export async function allowProof(
  db: Db,
  tried: Tried,
  ip: string | null,
): Promise<{ readonly refusal: Refusal } | { readonly last: boolean }> {
  return db.transaction(async (tx) => {
    const network = ip === null ? 0 : await count(tx, networkKey(ip), decideForNetwork);
    const wait = network || (await count(tx, memberKey(tried), decideForAddress));
    if (wait > 0) return { refusal: { kind: "too_many_tries", seconds: Math.ceil(wait / 1000) } };
    if (tried.guessable && (await count(tx, rowKey(tried), decideInARow)) > 0)
      return { refusal: { kind: "codes_locked" } };
    if (tried.sessionId === null) return { last: false };
    let last = false;
    const rule = (counter: Counter) => {
      last = counter.failures + 1 >= PROOFS_EACH;
      return decideForProof(counter);
    };
    if ((await count(tx, sessionKey(tried.sessionId), rule)) > 0) return { refusal: { kind: "unauthenticated" } };
    return { last };
  });
}

/** The proof was right: nothing that was counted stands in the way of the next one. */
export async function forgetProofs(db: Db, tried: Tried, ip: string | null): Promise<void> {
  const { sessionId } = tried;
  await forget(db, [memberKey(tried), rowKey(tried), ...(sessionId === null ? [] : [sessionKey(sessionId)])], ip);
}

const memberKey = ({ memberId }: Tried) => keyOf(`second factor ${memberId}`);
const rowKey = ({ memberId }: Tried) => keyOf(`codes in a row ${memberId}`);
const sessionKey = (sessionId: string) => keyOf(`proofs ${sessionId}`);
