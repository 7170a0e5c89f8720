import "server-only";
import { eq } from "drizzle-orm";
import { accounts } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { tellsOfItself } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { isRetryable } from "@/lib/db/errors";
import { notedChange, settled, settledByNow } from "@/lib/leases/settle";
import { type Enrolling, reloadEnrolling, reloadPrincipal } from "./reload-principal";

const TRIES = 4;

type Act<T> = (tx: Tx, principal: Principal) => Promise<Result<T, Refusal>>;

/**
 * Runs a change in one transaction, as the principal is *now* and with their rows locked. A refusal rolls
 * everything back. Lock order is account, member, token: `lockAccount` for whatever touches who the Owners
 * are, or may meet another change in the opposite order. A deadlock or serialisation failure is tried again, with the principal looked up afresh.
 */
export async function change<T>(
  db: Db,
  principal: Principal,
  act: Act<T>,
  { lockAccount = false } = {},
): Promise<Result<T, Refusal>> {
  return transact(db, async (tx) => {
    if (lockAccount)
      await tx
        .select({ id: accounts.id })
        .from(accounts)
        .where(eq(accounts.id, principal.accountId))
        .for("no key update");
    const present = await reloadPrincipal(tx, principal);
    return present ? act(tx, present) : err({ kind: "unauthenticated" });
  });
}

/** The same for the one thing that a session is good for which lacks a second factor: setting it up. */
export async function changeEnrolling<T>(db: Db, enrolling: Enrolling, act: Act<T>): Promise<Result<T, Refusal>> {
  return transact(db, async (tx) => {
    const present = await reloadEnrolling(tx, enrolling);
    return present ? act(tx, present) : err({ kind: "unauthenticated" });
  });
}

/**
 * A transaction that a refusal rolls back, tried again when the database asks for it. If it changed what anybody may do,
 * it returns when nobody decides by what was before (invariant I20, decision 0018); so it does where it found its work
 * done already, maybe by somebody who still waits for that.
 */
export async function transact<T>(db: Db, act: (tx: Tx) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { answer, xid, changed } = await db.transaction(async (tx) => {
        const answer = await act(tx);
        if (!answer.ok) throw new Refused(answer.error);
        return { answer, xid: await notedChange(tx), changed: tellsOfItself(tx) };
      });
      if (xid !== null) await settled(db, xid);
      else if (!changed) await settledByNow(db);
      return answer;
    } catch (error) {
      if (error instanceof Refused) return err(error.refusal);
      if (attempt === TRIES || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}

/** Carries a refusal out of a transaction, so that Drizzle rolls it back. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.kind);
  }
}
