import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import { expectRow, type Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { renewSid } from "@/lib/sessions/renew-sid";

/** By which way somebody proved who they are, as the log has it. */
export type ByWay =
  | { readonly method: "password"; readonly factor?: "totp" | "recovery" }
  | { readonly factor: "passkey" }
  | { readonly method: "single sign-on" };

/** What a proof leaves behind: its entry, and the session's new id. What was known of the session before opens nothing. */
export async function noteProof(
  tx: Tx,
  { principal, sessionId, by }: { principal: Principal; sessionId: string; by: ByWay },
): Promise<PlainSecret> {
  const { accountId, memberId } = principal;
  const self = and(eq(members.id, memberId ?? ""), eq(members.accountId, accountId));
  const [member] = await tx.select({ email: members.email }).from(members).where(self);
  const sid = await renewSid(tx, { sessionId, accountId, proven: true });
  await recordAuditEntry(tx, principal, {
    kind: "session",
    action: "proveAgain",
    resource: memberResource(memberId ?? ""),
    target: { id: sessionId, name: expectRow(member).email },
    details: by,
  });
  return sid;
}
