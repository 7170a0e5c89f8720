import "server-only";
import { passkeys } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { lockMember } from "@/lib/principals/lock-member";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { renewSid } from "@/lib/sessions/renew-sid";
import { takeChallenge } from "./challenge";
import type { AddPasskeyInput } from "./input";
import { PASSKEYS_MAX } from "./limits";
import { credentialsOf } from "./list-passkeys";
import { tooMany } from "./too-many";
import { challengeIn, verifyAttestation } from "./verify";
import type { WorkingSite } from "./view";

/** What a change of a passkey leaves behind: how it is called, and the session's new id. */
export type Changed = { readonly name: string; readonly sid: PlainSecret };

/**
 * Keeps a passkey that the principal's browser has made for the question of this session, which is answered once. Their other
 * sessions end, and this one goes on under a new id (security 3.9). Whatever does not fit is refused alike.
 */
export async function addPasskey(
  db: Db,
  principal: Principal,
  site: WorkingSite,
  { name, attestation }: AddPasskeyInput,
  sessionId: string,
): Promise<Result<Changed, Refusal>> {
  const challenge = challengeIn(attestation.clientDataJSON);
  const ours = challenge !== null && (await takeChallenge(db, challenge, { purpose: "add", of: sessionId }));
  const made = ours ? await verifyAttestation(site, attestation, challenge) : null;
  if (!made) return err({ kind: "passkey_refused" });
  return change(
    db,
    principal,
    async (tx, actor) => {
      const { accountId, memberId } = actor;
      if (memberId === null) return err({ kind: "unauthenticated" });
      await lockMember(tx, { accountId, memberId });
      const there = await credentialsOf(tx, { accountId, memberId });
      if (there.length >= PASSKEYS_MAX) return err(tooMany);
      const { transports } = attestation;
      const row = { id: newId(), accountId, memberId, name, transports, ...made };
      const kept = await tx.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.id });
      if (kept.length === 0) return err({ kind: "passkey_refused" });
      await endSessionsOf(tx, { accountId, memberId }, "factor_changed", sessionId);
      await recordAuditEntry(tx, actor, {
        kind: "member",
        action: "addPasskey",
        resource: memberResource(memberId),
        target: { id: row.id, name },
        details: { after: { name, backedUp: made.backedUp } },
      });
      return ok({ name, sid: await renewSid(tx, { sessionId, accountId }) });
    },
    { lockAccount: true }, // of two that add at once the second counts the first
  );
}
