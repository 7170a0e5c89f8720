import "server-only";
import { and, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { memberTotp } from "@/drizzle/schema";
import { expectRow, type Tx } from "@/lib/db/client";
import { type Checked, notePasskeyUse } from "@/lib/passkeys/check-passkey";
import type { Code } from "./input";
import { takeRecoveryCode } from "./recovery-codes";
import { matchingStep } from "./totp";
import { openTotpKey } from "./totp-key";

type Whose = { readonly accountId: string; readonly memberId: string };

/** A proof as it is decided by: a passkey has been checked before the transaction that takes it. */
export type Looked = Code | { readonly kind: "passkey"; readonly checked: Checked | null };

/** Whether this proves a member's second factor, which it then does no more: a code counts once, also for two at the same instant. */
export async function checkProof(tx: Tx, whose: Whose, proof: Looked): Promise<boolean> {
  switch (proof.kind) {
    case "totp":
      return takeTotpCode(tx, whose, proof.code);
    case "recovery":
      return takeRecoveryCode(tx, whose, proof.code);
    case "passkey":
      return proof.checked?.memberId === whose.memberId && notePasskeyUse(tx, proof.checked);
  }
}

/**
 * Takes a code of the member's app by the database's clock. Its step is remembered in a write that only moves forward, so that
 * neither this code nor an older one is taken again.
 */
async function takeTotpCode(tx: Tx, whose: Whose, code: string): Promise<boolean> {
  const theirs = and(appOf(whose), isNotNull(memberTotp.confirmedAt));
  const [row] = await tx.select({ sealed: memberTotp.sealed }).from(memberTotp).where(theirs).for("update");
  const step = row ? await stepOf(tx, whose, row.sealed, code) : null;
  if (step === null) return false;
  const taken = await tx
    .update(memberTotp)
    .set({ usedStep: step })
    .where(and(theirs, or(isNull(memberTotp.usedStep), lt(memberTotp.usedStep, step))))
    .returning({ memberId: memberTotp.memberId });
  return taken.length === 1;
}

/**
 * Makes the app whose key was given out last the member's second factor, by a first code of it, which counts once. Answers what it
 * took the place of, or null for a code that is not of that key.
 */
export async function takeFirstCode(tx: Tx, whose: Whose, code: string): Promise<"nothing" | "app" | null> {
  const { sealed, nextSealed, confirmedAt } = memberTotp;
  const [row] = await tx.select({ sealed, nextSealed, confirmedAt }).from(memberTotp).where(appOf(whose)).for("update");
  const begun = row && (row.confirmedAt === null ? row.sealed : row.nextSealed);
  const step = begun ? await stepOf(tx, whose, begun, code) : null;
  if (!row || !begun || step === null) return null;
  await tx
    .update(memberTotp)
    .set({ sealed: begun, nextSealed: null, usedStep: step, confirmedAt: sql`now()` })
    .where(appOf(whose));
  return row.confirmedAt === null ? "nothing" : "app";
}

const appOf = ({ accountId, memberId }: Whose) =>
  and(eq(memberTotp.memberId, memberId), eq(memberTotp.accountId, accountId));

async function stepOf(tx: Tx, whose: Whose, sealed: Buffer, code: string): Promise<number | null> {
  return matchingStep(openTotpKey(whose, sealed), code, await databaseNow(tx));
}

/** Epoch milliseconds of this moment, not of the transaction's beginning: a lock may have been waited for. */
async function databaseNow(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ now: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as now`);
  return Math.floor(Number(expectRow(rows[0]).now));
}
