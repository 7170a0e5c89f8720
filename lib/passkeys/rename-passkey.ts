import "server-only";
import { and, eq } from "drizzle-orm";
import { passkeys } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import type { RenamePasskeyInput } from "./input";
import { ofMember } from "./list-passkeys";

/** Gives one of the principal's own passkeys another name. */
export async function renamePasskey(
  db: Db,
  principal: Principal,
  { id, name }: RenamePasskeyInput,
): Promise<Result<{ name: string }, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const which = and(eq(passkeys.id, id), ofMember(actor));
    const [before] = await tx.select({ name: passkeys.name }).from(passkeys).where(which).for("no key update");
    if (!before) return err({ kind: "not_found", what: "passkey" });
    if (before.name === name) return ok({ name });
    await tx.update(passkeys).set({ name }).where(which);
    await recordAuditEntry(tx, actor, {
      kind: "member",
      action: "renamePasskey",
      resource: memberResource(actor.memberId ?? ""),
      target: { id, name },
      details: { before, after: { name } },
    });
    return ok({ name });
  });
}
