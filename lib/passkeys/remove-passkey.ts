import "server-only";
import { and, eq, not } from "drizzle-orm";
import { accounts, members, passkeys } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { hasFactor } from "@/lib/principals/living";
import { lockMember } from "@/lib/principals/lock-member";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { renewSid } from "@/lib/sessions/renew-sid";
import type { Changed } from "./add-passkey";
import type { RemovePasskeyInput } from "./input";
import { ofMember } from "./list-passkeys";

/**
 * Removes one of the principal's own passkeys: it opens nothing any more, their other sessions end, and this one goes on under a new
 * id. They have to have proved lately who they are, and to keep a factor where the account requires one.
 */
export async function removePasskey(
  db: Db,
  principal: Principal,
  { id }: RemovePasskeyInput,
  sessionId: string,
): Promise<Result<Changed, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const { accountId, memberId } = actor;
      const proven = provenLately(actor);
      if (!proven.ok) return proven;
      if (memberId === null) return err({ kind: "unauthenticated" });
      await lockMember(tx, { accountId, memberId });
      const which = and(eq(passkeys.id, id), ofMember({ accountId, memberId }));
      const [removed] = await tx.delete(passkeys).where(which).returning({ name: passkeys.name });
      if (!removed) return err({ kind: "not_found", what: "passkey" });
      if (await lacksFactor(tx, { accountId, memberId })) return err({ kind: "last_factor" });
      await endSessionsOf(tx, { accountId, memberId }, "factor_changed", sessionId);
      await recordAuditEntry(tx, actor, {
        kind: "member",
        action: "removePasskey",
        resource: memberResource(memberId),
        target: { id, name: removed.name },
      });
      return ok({ ...removed, sid: await renewSid(tx, { sessionId, accountId }) });
    },
    { lockAccount: true }, // nobody makes the rule while somebody gives up their last factor
  );
}

/** Whether the member has no factor, though their account requires one. */
async function lacksFactor(tx: Tx, { accountId, memberId }: { accountId: string; memberId: string }): Promise<boolean> {
  const lacking = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(and(eq(members.id, memberId), eq(members.accountId, accountId), accounts.factorRequired, not(hasFactor)));
  return lacking.length > 0;
}
