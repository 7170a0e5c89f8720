import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { members, sessions } from "@/drizzle/schema";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Tx } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { memberResource } from "@/lib/policy/resource";
import { isGuarded } from "@/lib/principals/guarded";
import { newSid } from "./renew-sid";

/** Where a try to sign in comes from. */
export type Place = {
  readonly ip: string | null;
  readonly userAgent: string;
  readonly requestId: string | null;
  /** The opaque id that this browser still has of the session before: it ends, whoever's it was. */
  readonly replaces?: string | null;
};

/**
 * A session that has begun: the opaque id is the only content of the cookie, and stored nowhere. While it is `pending` it opens
 * nothing: the member's second factor is asked for.
 */
export type Begun = { readonly memberId: string; readonly sid: PlainSecret; readonly pending: boolean };

type Whose = { readonly accountId: string; readonly memberId: string };

/**
 * Begins a session for a member who has proved who they are, with its entry: every way of signing in ends here, and where they have a
 * second factor goes on to that. One who was removed in the meantime is refused like a wrong password. `details` tells the log
 * how it was proved, if not by a password alone; `wholly` says that what was shown is two factors in one, so that none is asked for.
 */
export async function beginSession(
  tx: Tx,
  member: { readonly id: string; readonly accountId: string; readonly email: string },
  place: Place,
  details: Readonly<Record<string, unknown>> = {},
  { wholly = false } = {},
): Promise<Result<Begun, Refusal>> {
  const { accountId, id: memberId } = member;
  if (!(await lockLiving(tx, { accountId, memberId }))) return err({ kind: "wrong_password" });
  const pending = !wholly && (await isGuarded(tx, { accountId, memberId }));
  if (place.replaces) await endReplaced(tx, place.replaces);
  const { id, sid } = await insertSession(tx, { accountId, memberId }, place, pending);
  const { ip, requestId } = place;
  const visitor = { visitor: true, accountId, memberId, origin: { ip, requestId } } as const;
  await recordAuditEntry(tx, visitor, {
    kind: "session",
    action: pending ? "beginSignIn" : "signIn",
    resource: memberResource(memberId),
    target: { id, name: member.email },
    details,
  });
  return ok({ memberId, sid, pending });
}

/** Whether the member is one still; locked, so that no session begins after their removal or another factor committed. */
export async function lockLiving(tx: Tx, { accountId, memberId }: Whose): Promise<boolean> {
  const living = and(eq(members.id, memberId), eq(members.accountId, accountId), isNull(members.removedAt));
  return (await tx.select({ id: members.id }).from(members).where(living).for("share")).length > 0;
}

/** Writes the row of a session with a new id, none that a client chose; its entry is the caller's. */
export async function insertSession(
  tx: Tx,
  { accountId, memberId }: Whose,
  { ip, userAgent }: Pick<Place, "ip" | "userAgent">,
  pending = false,
): Promise<{ readonly id: string; readonly sid: PlainSecret }> {
  const sid = newSid();
  const id = newId();
  const digest = linkDigest(getKeys().linkPepper, sid);
  const from = { ip: ip ?? "", userAgent: userAgent.slice(0, 300) };
  await tx.insert(sessions).values({ id, accountId, memberId, digest, pending, ...from });
  return { id, sid };
}

/** An id is never taken over from a browser, and none is left behind in it that somebody else may know (security 3.9). */
async function endReplaced(tx: Tx, sid: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: sql`now()`, endedWhy: "replaced" })
    .where(and(eq(sessions.digest, linkDigest(getKeys().linkPepper, sid)), isNull(sessions.endedAt)));
}
