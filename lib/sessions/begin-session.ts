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
import { newSid } from "./renew-sid";

/** Where a try to sign in comes from. */
export type Place = {
  readonly ip: string | null;
  readonly userAgent: string;
  readonly requestId: string | null;
  /** The opaque id that this browser still has of the session before: it ends, whoever's it was. */
  readonly replaces?: string | null;
};

/** A session that has begun: the opaque id is the only content of the cookie, and stored nowhere. */
export type Begun = { readonly memberId: string; readonly sid: PlainSecret };

/**
 * Begins a session for a member who has proved who they are, with its entry: every way of signing in ends here. One who was
 * removed in the meantime is refused like a wrong password. `details` tells the log how it was proved, if not by a password alone.
 */
export async function beginSession(
  tx: Tx,
  member: { readonly id: string; readonly accountId: string; readonly email: string },
  { ip, userAgent, requestId, replaces = null }: Place,
  details: Readonly<Record<string, unknown>> = {},
): Promise<Result<Begun, Refusal>> {
  const sid = newSid();
  const id = newId();
  const { accountId } = member;
  // Locked, so that no session begins after the member's removal committed.
  const [living] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.id, member.id), eq(members.accountId, accountId), isNull(members.removedAt)))
    .for("share");
  if (!living) return err({ kind: "wrong_password" });
  if (replaces !== null) await endReplaced(tx, replaces);
  const digest = linkDigest(getKeys().linkPepper, sid);
  await tx
    .insert(sessions)
    .values({ id, accountId, memberId: member.id, digest, ip: ip ?? "", userAgent: userAgent.slice(0, 300) });
  const visitor = { visitor: true, accountId, memberId: member.id, origin: { ip, requestId } } as const;
  await recordAuditEntry(tx, visitor, {
    kind: "session",
    action: "signIn",
    resource: memberResource(member.id),
    target: { id, name: member.email },
    details,
  });
  return ok({ memberId: member.id, sid });
}

/** An id is never taken over from a browser, and none is left behind in it that somebody else may know (security 3.9). */
async function endReplaced(tx: Tx, sid: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: sql`now()`, endedWhy: "replaced" })
    .where(and(eq(sessions.digest, linkDigest(getKeys().linkPepper, sid)), isNull(sessions.endedAt)));
}
