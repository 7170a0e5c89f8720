import "server-only";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { members, passkeys } from "@/drizzle/schema";
import type { Origin } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { ok } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { transact } from "@/lib/principals/change";
import { type Asked, takeChallenge } from "./challenge";
import type { Assertion } from "./input";
import { challengeIn, type Shown, verifyAssertion } from "./verify";
import type { WorkingSite } from "./view";

/** A passkey that somebody has just shown, unlocked: they are its member. Counts when `notePasskeyUse` has noted it. */
export type Checked = Shown & {
  readonly passkeyId: string;
  readonly accountId: string;
  readonly memberId: string;
  readonly email: string;
};

/**
 * Whose passkey was shown, or null: for an unknown or removed one, a removed member's, another site's, a challenge that is not ours,
 * too old or taken before, and a wrong signature alike. The challenge is taken whatever comes of it. A counter that went back tells of
 * a copy: it is refused too, and the audit log says so.
 */
export async function checkPasskey(
  db: Db,
  site: WorkingSite,
  assertion: Assertion,
  { origin, ...asked }: Asked & { readonly origin: Origin },
): Promise<Checked | null> {
  const challenge = challengeIn(assertion.clientDataJSON);
  if (challenge === null || !(await takeChallenge(db, challenge, asked))) return null;
  const found = await findPasskey(db, assertion.id);
  if (!found || !names(found.memberId, assertion, asked)) return null;
  const { publicKey, counter: last, name, ...passkey } = found;
  const shown = await verifyAssertion(site, assertion, challenge, publicKey);
  if (!shown) return null;
  const checked = { ...passkey, ...shown };
  if (movesOn(last, shown.counter)) return checked;
  await tellOfCopy(db, checked, name, { last, shown: shown.counter }, origin);
  return null;
}

/** Notes the use of a passkey that was just checked; false if it was removed, or used otherwise, in the meantime. */
export async function notePasskeyUse(tx: Tx, { passkeyId, accountId, counter, backedUp }: Checked): Promise<boolean> {
  const forward = or(lt(passkeys.counter, counter), and(eq(passkeys.counter, 0), eq(sql`${counter}::bigint`, 0)));
  const used = await tx
    .update(passkeys)
    .set({ counter, backedUp, lastUsedAt: sql`now()` })
    .where(and(eq(passkeys.id, passkeyId), eq(passkeys.accountId, accountId), forward))
    .returning({ id: passkeys.id });
  return used.length === 1;
}

// What devices were told of whose key they make, they tell when it is shown; where the member is known already they may leave it out.
const names = (memberId: string, { userHandle }: Assertion, { purpose }: Asked) =>
  userHandle === undefined ? purpose !== "sign_in" : userHandle === Buffer.from(memberId).toString("base64url");

/** A device that counts never shows a number twice; one that does not shows 0 for ever. */
const movesOn = (last: number, shown: number) => shown > last || (shown === 0 && last === 0);

async function findPasskey(db: Db, credentialId: string) {
  const [row] = await db
    .select({
      passkeyId: passkeys.id,
      accountId: passkeys.accountId,
      memberId: passkeys.memberId,
      email: members.email,
      publicKey: passkeys.publicKey,
      counter: passkeys.counter,
      name: passkeys.name,
    })
    .from(passkeys)
    .innerJoin(members, and(eq(members.id, passkeys.memberId), eq(members.accountId, passkeys.accountId)))
    .where(and(eq(passkeys.credentialId, credentialId), isNull(members.removedAt)));
  return row;
}

async function tellOfCopy(
  db: Db,
  { passkeyId, accountId, memberId }: Checked,
  name: string,
  counter: { last: number; shown: number },
  origin: Origin,
): Promise<void> {
  await transact(db, async (tx) => {
    const visitor = { visitor: true, accountId, memberId, origin } as const;
    await recordAuditEntry(tx, visitor, {
      kind: "member",
      action: "refusePasskey",
      resource: memberResource(memberId),
      target: { id: passkeyId, name },
      details: { counter },
    });
    return ok(null);
  });
}
