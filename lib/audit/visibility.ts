import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { accessTokens, auditEntries } from "@/drizzle/schema";
import { may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { decideGrant } from "@/lib/policy/decide";
import { ACCOUNT, memberResource } from "@/lib/policy/resource";
import { anyOf, doneByMember, doneThroughToken } from "./conditions";

/** Which entries a principal sees; `everything` is the account's whole log. */
export type VisibleEntries = { readonly where: SQL | undefined; readonly everything: boolean };

const VIEW = { action: "viewAuditLog", resource: ACCOUNT } as const;

/** Whether the principal sees the whole log of the account: of the base roles Admin and Owner do (ux.md 1.3). */
export function seesWholeLog(principal: Principal): boolean {
  return may(principal, VIEW);
}

/**
 * The entries that a principal sees: all by `viewAuditLog` on the account; else their own acts, and what was done to
 * them and to their tokens, unless a statement denies even that. `account_id` is part of the answer.
 */
export async function visibleEntries(db: Db | Tx, principal: Principal): Promise<Result<VisibleEntries, Refusal>> {
  const account = eq(auditEntries.accountId, principal.accountId);
  if (seesWholeLog(principal)) return ok({ where: account, everything: true });
  if (isDenied(principal)) return err({ kind: "forbidden", ...VIEW });
  return ok({ where: and(account, or(...(await own(db, principal)))), everything: false });
}

/** Whether a statement says no, rather than nothing saying yes. */
function isDenied({ grants }: Principal): boolean {
  return grants.some((grant) => {
    const decision = decideGrant(grant, VIEW);
    return decision.effect === "deny" && decision.by !== null;
  });
}

/** The token's ids are fetched before: a subquery within an `or` would be looked into for every entry of the account. */
async function own(db: Db | Tx, principal: Principal): Promise<(SQL | undefined)[]> {
  const { accountId, actor } = principal;
  const self = actor.kind === "access_token" ? [doneThroughToken(actor.id), eq(auditEntries.targetId, actor.id)] : [];
  const member = memberSeen(principal);
  if (member === null) return self.length > 0 ? self : [sql`false`];
  const tokens = await db
    .select({ id: accessTokens.id, kind: accessTokens.kind })
    .from(accessTokens)
    .where(and(eq(accessTokens.accountId, accountId), eq(accessTokens.memberId, member)));
  const all = tokens.map(({ id }) => id);
  const services = tokens.filter(({ kind }) => kind === "service").map(({ id }) => id);
  return [
    ...self,
    doneByMember(member, services),
    eq(auditEntries.targetId, member),
    anyOf(auditEntries.targetId, all),
  ];
}

/** The member whose own entries are shown; a token shows its member's only if it may look at that member at all. */
function memberSeen(principal: Principal): string | null {
  const { memberId, actor } = principal;
  if (memberId === null || actor.kind !== "access_token") return memberId;
  return may(principal, { action: "viewMember", resource: memberResource(memberId) }) ? memberId : null;
}
