import "server-only";
import { and, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { transact } from "@/lib/principals/change";
import { type Begun, beginSession, type Place } from "@/lib/sessions/begin-session";
import { emailKey } from "./name";

/** Who somebody is by the word of an issuer that was checked before. */
export type IssuersWord = {
  readonly issuer: string;
  readonly subject: string;
  /** Their address, only if the issuer says that it is theirs. */
  readonly verifiedEmail: string | null;
  /** When the issuer said so, in epoch milliseconds of its clock. */
  readonly saidAt: number;
  /** When they last proved there who they are, in epoch milliseconds of the issuer's clock, as whole seconds; null if it does not say. */
  readonly authenticatedAt: number | null;
  /** Whether they showed a second factor there, by the issuer's word or the operator's: none is asked for here then. */
  readonly secondFactor: boolean;
};

/**
 * Begins a session for whom an issuer vouches for: the member who was bound to that subject, else the one who has the verified
 * address, who is bound from then on, by the same transaction. Nobody is made a member. Unknown, not verified, removed, not yet
 * joined and bound to another subject are one refusal.
 */
export async function signInByIssuer(db: Db, word: IssuersWord, place: Place): Promise<Result<Begun, Refusal>> {
  return transact(db, async (tx) => {
    const member = (await findBound(tx, word)) ?? (await bindByAddress(tx, word, place));
    if (!member) return err({ kind: "not_recognised" });
    return beginSession(tx, member, place, { method: "single sign-on" }, { wholly: word.secondFactor });
  });
}

/** Locked, so that of two first times at once the second sees what the first did. */
async function findJoined(tx: Tx, who: SQL | undefined) {
  const [member] = await tx
    .select({
      id: members.id,
      accountId: members.accountId,
      email: members.email,
      issuer: members.oidcIssuer,
      subject: members.oidcSubject,
    })
    .from(members)
    .where(and(who, isNull(members.removedAt), isNotNull(members.joinedAt)))
    .for("no key update");
  return member ?? null;
}

const findBound = (tx: Tx, { issuer, subject }: IssuersWord) =>
  findJoined(tx, and(eq(members.oidcIssuer, issuer), eq(members.oidcSubject, subject)));

async function bindByAddress(tx: Tx, { issuer, subject, verifiedEmail }: IssuersWord, { ip, requestId }: Place) {
  if (verifiedEmail === null) return null;
  const member = await findJoined(tx, eq(members.emailKey, emailKey(verifiedEmail)));
  if (!member) return null;
  // Bound there by now: by a first time beside this one, or to somebody else, whose address was given to another since. Under another
  // issuer the operator has turned to a new one, which is begun with as the first was.
  if (member.issuer === issuer) return member.subject === subject ? member : null;
  const { id, accountId, email, issuer: before } = member;
  await tx
    .update(members)
    .set({ oidcIssuer: issuer, oidcSubject: subject })
    .where(and(eq(members.id, id), eq(members.accountId, accountId)));
  await recordAuditEntry(
    tx,
    { visitor: true, accountId, memberId: id, origin: { ip, requestId } },
    {
      kind: "member",
      action: "bindSignOn",
      resource: memberResource(id),
      target: { id, name: email },
      details: { issuer, ...(before !== null && { instead: before }) },
    },
  );
  return member;
}
