import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { sessions } from "@/drizzle/schema";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { checkPasskey } from "@/lib/passkeys/check-passkey";
import type { PasskeySite } from "@/lib/passkeys/view";
import { memberResource } from "@/lib/policy/resource";
import { transact } from "@/lib/principals/change";
import { insertSession, lockLiving, type Place } from "@/lib/sessions/begin-session";
import { allowProof, forgetProofs } from "@/lib/sessions/throttle-proofs";
import { checkProof, type Looked } from "./check-proof";
import { findWaiting, type Waiting } from "./find-waiting";
import type { Proof } from "./input";

/**
 * The second step of signing in. A right proof ends the session that waited and begins one with a new id, so that nobody who knew
 * the old id is signed in by it. `site` is where passkeys work, if they do. Ten wrong ones end it; wrong ones are throttled by member and network besides.
 */
export async function passSecondFactor(
  db: Db,
  sid: string,
  proof: Proof,
  place: Place,
  site: PasskeySite | null = null,
): Promise<Result<{ memberId: string; sid: PlainSecret }, Refusal>> {
  const waiting = await findWaiting(db, sid);
  if (!waiting) return err({ kind: "unauthenticated" });
  const { sessionId, memberId } = waiting;
  const counted = { memberId, sessionId, guessable: proof.kind === "totp" };
  const tried = await allowProof(db, counted, place.ip);
  if ("refusal" in tried) return err(tried.refusal);
  const answer = await pass(db, waiting, await look(db, waiting, proof, { place, site }), place);
  if (answer.ok) await forgetProofs(db, counted, place.ip);
  else if (answer.error.kind !== "unauthenticated" && tried.last) await giveUp(db, waiting, place);
  return answer;
}

/** A passkey is checked before anything is locked: what its device says of itself is told even where the sign-in goes no further. */
async function look(
  db: Db,
  { sessionId: of }: Waiting,
  proof: Proof,
  { place, site }: { place: Place; site: PasskeySite | null },
): Promise<Looked> {
  if (proof.kind !== "passkey") return proof;
  if (site === null || "why" in site) return { kind: "passkey", checked: null };
  const asked = { purpose: "second_factor", of, origin: place } as const;
  return { kind: "passkey", checked: await checkPasskey(db, site, proof.assertion, asked) };
}

function pass(db: Db, waiting: Waiting, proof: Looked, place: Place) {
  return transact<{ memberId: string; sid: PlainSecret }>(db, async (tx) => {
    const { accountId, memberId } = waiting;
    const stands = (await lockLiving(tx, waiting)) && (await end(tx, waiting, "replaced"));
    if (!stands) return err({ kind: "unauthenticated" });
    if (!(await checkProof(tx, { accountId, memberId }, proof)))
      return err({ kind: proof.kind === "passkey" ? "passkey_refused" : "wrong_code" });
    const begun = await insertSession(tx, waiting, place);
    await recordAuditEntry(tx, visitor(waiting, place), {
      kind: "session",
      action: "signIn",
      resource: memberResource(memberId),
      target: { id: begun.id, name: waiting.email },
      details: { factor: proof.kind },
    });
    return ok({ memberId, sid: begun.sid });
  });
}

function giveUp(db: Db, waiting: Waiting, place: Place) {
  return transact(db, async (tx) => {
    if (!(await end(tx, waiting, "wrong_proofs"))) return err({ kind: "unauthenticated" });
    await recordAuditEntry(tx, visitor(waiting, place), {
      kind: "session",
      action: "failSecondFactor",
      resource: memberResource(waiting.memberId),
      target: { id: waiting.sessionId, name: waiting.email },
    });
    return ok(null);
  });
}

/** Ends the session that waits; whoever comes second finds none. */
async function end(tx: Tx, { sessionId, accountId }: Waiting, endedWhy: "replaced" | "wrong_proofs"): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()`, endedWhy })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.accountId, accountId),
        isNull(sessions.endedAt),
        sql`${sessions.pending} and ${sessions.createdAt} + interval '10 minutes' > now()`,
      ),
    )
    .returning({ id: sessions.id });
  return ended.length === 1;
}

const visitor = ({ accountId, memberId }: Waiting, { ip, requestId }: Place) =>
  ({ visitor: true, accountId, memberId, origin: { ip, requestId } }) as const;
