import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { IssuersWord } from "@/lib/members/sign-in-by-issuer";
import { madeAt, newChallenge, takeChallenge } from "@/lib/passkeys/challenge";
import { change } from "@/lib/principals/change";
import { hasFactor } from "@/lib/principals/living";
import { noteProof } from "./note-proof";
import type { Proven } from "./prove-again";

type Why = Extract<Refusal, { kind: "issuer_proves_nothing" }>["why"];
const nothing = (why: Why) => err({ kind: "issuer_proves_nothing", why } as const);

const purpose = "prove_by_issuer";
const AHEAD_MS = 10_000; // so far an issuer's clock may go ahead, as the client that reads its tokens has it

/** What somebody takes along to the issuer: it tells when they were asked, and counts once, for this session, for five minutes. */
export const ticketForIssuer = (db: Db, sessionId: string): Promise<string> =>
  newChallenge(db, { purpose, of: sessionId });

/**
 * Proves once more who sits at a session by the word of the issuer that its member is bound to. They have to be the same there, and to
 * have proved it after they were asked here, which the issuer's clock says in whole seconds. Nobody is bound by it, and a second factor
 * that they have here has to have been shown there.
 */
export async function proveByIssuer(
  db: Db,
  principal: Principal,
  { ticket, word }: { readonly ticket: string; readonly word: IssuersWord },
  sessionId: string,
): Promise<Result<Proven, Refusal>> {
  if (!(await takeChallenge(db, ticket, { purpose, of: sessionId }))) return nothing("late");
  const { issuer, subject, secondFactor } = word;
  return change<Proven>(db, principal, async (tx, actor) => {
    const self = and(eq(members.id, actor.memberId ?? ""), eq(members.accountId, actor.accountId));
    const now = sql<number>`extract(epoch from clock_timestamp()) * 1000`.mapWith(Number);
    const columns = { issuer: members.oidcIssuer, subject: members.oidcSubject, guarded: hasFactor, now };
    const [member] = await tx.select(columns).from(members).where(self);
    if (member?.issuer !== issuer || member.subject !== subject) return nothing("somebody_else");
    const at = authenticatedAt(word, member.now);
    if (at === null) return nothing("no_time");
    if (at < Math.floor(madeAt(ticket) / 1000) * 1000) return nothing("old");
    if (member.guarded && !secondFactor) return nothing("no_factor");
    return ok({ sid: await noteProof(tx, { principal: actor, sessionId, by: { method: "single sign-on" } }) });
  });
}

/** When they proved it there; null also where the issuer's clock goes so far ahead that an old proof would seem a new one. */
function authenticatedAt({ authenticatedAt: at, saidAt }: IssuersWord, now: number): number | null {
  return at === null || at > saidAt || saidAt > now + AHEAD_MS ? null : at;
}
