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
      return takeTotpCode(tx, whose, proof.code, "confirmed");
    case "recovery":
      return takeRecoveryCode(tx, whose, proof.code);
    case "passkey":
      return proof.checked?.memberId === whose.memberId && notePasskeyUse(tx, proof.checked);
  }
}

/**
 * Takes a code of the member's app by the database's clock. Its step is remembered in a write that only moves forward, so that
 * neither this code nor an older one is taken again. The first code of an app that is being set up confirms it.
 */
export async function takeTotpCode(
  tx: Tx,
  { accountId, memberId }: Whose,
  code: string,
  which: "confirmed" | "new",
): Promise<boolean> {
  const theirs = and(
    eq(memberTotp.memberId, memberId),
    eq(memberTotp.accountId, accountId),
    which === "confirmed" ? isNotNull(memberTotp.confirmedAt) : isNull(memberTotp.confirmedAt),
  );
  const [row] = await tx.select({ sealed: memberTotp.sealed }).from(memberTotp).where(theirs).for("update");
  if (!row) return false;
  const step = matchingStep(openTotpKey({ accountId, memberId }, row.sealed), code, await databaseNow(tx));
  if (step === null) return false;
  const taken = await tx
    .update(memberTotp)
    .set({ usedStep: step, confirmedAt: sql`coalesce(${memberTotp.confirmedAt}, now())` })
    .where(and(theirs, or(isNull(memberTotp.usedStep), lt(memberTotp.usedStep, step))))
    .returning({ memberId: memberTotp.memberId });
  return taken.length === 1;
}

/** Epoch milliseconds of this moment, not of the transaction's beginning: a lock may have been waited for. */
async function databaseNow(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ now: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as now`);
  return Math.floor(Number(expectRow(rows[0]).now));
}
