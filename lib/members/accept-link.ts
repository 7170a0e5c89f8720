import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { hashPassword } from "@/lib/passwords/hash";
import { weakPassword } from "@/lib/passwords/refuse-weak";
import { memberResource } from "@/lib/policy/resource";
import { transact } from "@/lib/principals/change";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { forgetFailures } from "@/lib/sessions/throttle";
import type { AcceptLinkInput } from "./input";
import { endLinks, findLink } from "./links";
import { splitName } from "./name";
import { tryCode } from "./try-code";

/**
 * Sets the password that a link is for: an invited person joins with it, somebody who lost theirs is back
 * in and every older session of theirs ends, as does what was counted against the old password. A link works once.
 */
export function acceptLink(
  db: Db,
  input: AcceptLinkInput,
  ip: string | null = null,
): Promise<Result<{ email: string }, Refusal>> {
  return tryCode(db, { code: input.code, ip }, () => accept(db, input));
}

async function accept(db: Db, { code, name, password }: AcceptLinkInput): Promise<Result<{ email: string }, Refusal>> {
  const seen = await findLink(db, code);
  if (!seen) return err({ kind: "link_dead" }); // before a hash is paid for
  if (seen.purpose === "invite" && !name) return err({ kind: "invalid_input", fields: { name: ["Enter a name."] } });
  const weak = weakPassword(password, [seen.email, name ?? seen.firstName, seen.accountName]);
  if (weak) return err(weak);
  const passwordHash = await hashPassword(password);
  return transact(db, async (tx) => {
    const link = await findLink(tx, code);
    if (!link) return err({ kind: "link_dead" });
    const { accountId, memberId, purpose, email } = link;
    const joining = purpose === "invite" ? { ...splitName(name ?? ""), joinedAt: sql`now()` } : {};
    await tx
      .update(members)
      .set({ passwordHash, ...joining })
      .where(and(eq(members.id, memberId), eq(members.accountId, accountId)));
    await endLinks(tx, { id: memberId, accountId });
    await forgetFailures(tx, email, null);
    await endSessionsOf(tx, { memberId, accountId }, "password_changed");
    const visitor = { visitor: true, accountId, memberId, origin: { ip: null, requestId: null } } as const;
    const action = purpose === "invite" ? "acceptInvitation" : "resetPassword";
    await recordAuditEntry(tx, visitor, {
      kind: "member",
      action,
      resource: memberResource(memberId),
      target: { id: memberId, name: email },
    });
    return ok({ email });
  });
}
