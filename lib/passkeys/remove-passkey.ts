import "server-only";
import { and, eq } from "drizzle-orm";
import { passkeys } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { lacksFactor } from "@/lib/principals/guarded";
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
      return ok({ ...removed, sid: await renewSid(tx, { sessionId, accountId, proven: false }) });
    },
    { lockAccount: true }, // nobody makes the rule while somebody gives up their last factor
  );
}
