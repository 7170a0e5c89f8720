import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { recoveryCodes } from "@/drizzle/schema";
import { newId } from "@/lib/core/id";
import { PlainSecret } from "@/lib/core/plain-secret";
import type { Tx } from "@/lib/db/client";
import { getKeys, recoveryDigest } from "@/lib/keys/keys";
import { RECOVERY_CODES } from "./limits";

type Whose = { readonly accountId: string; readonly memberId: string };

// Base 32 without letters that look like digits: 24 characters carry 120 bits, which need no slow digest (NIST SP 800-63B).
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 24;

const newCode = () =>
  Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % 32))
    .join("")
    .replaceAll(/(.{4})(?=.)/g, "$1-");

/** A code as it is digested, however it was typed. */
const plain = (typed: string) =>
  new PlainSecret(
    typed
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, "")
      .replaceAll("O", "0")
      .replaceAll(/[IL]/g, "1"),
  );

const digestOf = (memberId: string, code: string) => recoveryDigest(getKeys().recoveryPepper, memberId, plain(code));

/** Makes a member's recovery codes and ends those they had. They are shown once. */
export async function makeRecoveryCodes(tx: Tx, { accountId, memberId }: Whose): Promise<PlainSecret[]> {
  await endRecoveryCodes(tx, { accountId, memberId });
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ id: newId(), accountId, memberId, digest: digestOf(memberId, code) })));
  return codes.map((code) => new PlainSecret(code));
}

/** Ends all recovery codes of a member. */
export async function endRecoveryCodes(tx: Tx, { accountId, memberId }: Whose): Promise<void> {
  const theirs = and(eq(recoveryCodes.accountId, accountId), eq(recoveryCodes.memberId, memberId));
  await tx.delete(recoveryCodes).where(theirs);
}

/** Takes a recovery code, if it is one of the member's: of two at once one finds it. */
export async function takeRecoveryCode(tx: Tx, { accountId, memberId }: Whose, typed: string): Promise<boolean> {
  const taken = await tx
    .delete(recoveryCodes)
    .where(
      and(
        eq(recoveryCodes.digest, digestOf(memberId, typed)),
        eq(recoveryCodes.accountId, accountId),
        eq(recoveryCodes.memberId, memberId),
      ),
    )
    .returning({ id: recoveryCodes.id });
  return taken.length === 1;
}
