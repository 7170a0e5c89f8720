import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { authorizeBecoming } from "./authorize-becoming";

/**
 * Forgets who a member is at the issuer, and ends their sessions: the next one there with their verified address is bound to them.
 * For an account that was made anew at the issuer. Like a reset link it decides who may become that member, and takes the same right.
 */
export async function unbindSignOn(db: Db, principal: Principal, id: string): Promise<Result<null, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const found = await authorizeBecoming(tx, actor, id);
    if (!found.ok) return found;
    const { accountId } = actor;
    const mine = and(eq(members.id, id), eq(members.accountId, accountId));
    const [bound] = await tx.select({ issuer: members.oidcIssuer }).from(members).where(mine).for("no key update");
    if (!bound?.issuer) return err({ kind: "not_found", what: "single sign-on" });
    await tx.update(members).set({ oidcIssuer: null, oidcSubject: null }).where(mine);
    await endSessionsOf(tx, { memberId: id, accountId }, "ended");
    await recordAuditEntry(tx, actor, {
      kind: "member",
      action: "unbindSignOn",
      resource: memberResource(id),
      target: { id, name: found.value.email },
      details: { issuer: bound.issuer },
    });
    return ok(null);
  });
}
