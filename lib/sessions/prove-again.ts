import "server-only";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import type { ProveAgainInput } from "./input";
import { provePassword } from "./prove-password";
import { renewSid } from "./renew-sid";

/**
 * Proves once more who sits at a session, for great acts (`provenLately`), and answers with the session's new id: what was
 * known of it before opens nothing. Tries count like those of signing in. How long the session lasts stays as it is.
 */
export async function proveAgain(
  db: Db,
  principal: Principal,
  { password }: ProveAgainInput,
  sessionId: string,
): Promise<Result<{ sid: PlainSecret }, Refusal>> {
  const proven = await provePassword(db, principal, password);
  if (!proven.ok) return proven;
  return change(db, principal, async (tx, actor) => {
    const sid = await renewSid(tx, { sessionId, accountId: actor.accountId });
    await recordAuditEntry(tx, actor, {
      kind: "session",
      action: "proveAgain",
      resource: memberResource(actor.memberId ?? ""),
      target: { id: sessionId, name: proven.value.email },
    });
    return ok({ sid });
  });
}
