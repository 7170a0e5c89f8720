import type { BaseRole, TokenRole } from "@/lib/core/base-role";
import type { Statement } from "@/lib/policy/statement";

/** A custom role as it is named; a deleted one still stands on what it was put on, and gives nothing (ruling R13). */
export type RoleName = { id: string; key: string; name: string; deleted: boolean };

/** What a token declares: its nominal role, in exactly one of three forms (semantics 1.2). */
export type TokenRoleView =
  | { source: "base"; baseRole: TokenRole }
  | { source: "custom"; roles: RoleName[] }
  | { source: "inline"; statements: readonly Statement[] };

/** A token's status, derived when it is read; the first that applies, in this order (ux 0.3). */
export type TokenStatus = "revoked" | "deactivated" | "expired" | "paused" | "limited" | "expiring" | "active";

/** What may leave the server about a token. Instants are epoch milliseconds; a secret is not among them. */
export type TokenView = {
  id: string;
  kind: "personal" | "service";
  name: string;
  description: string;
  role: TokenRoleView;
  /** The base role that it acts as at present, where a base role is held back to a weaker one; null otherwise. */
  actsAs: BaseRole | null;
  /** Whether it asks at present for something that it does not get. */
  limited: boolean;
  /** The token through which it was made. */
  viaTokenId: string | null;
  /** The last four characters of the secret. */
  secretTail: string;
  /** The secret before it, while that one still works: its last four characters, and its end. */
  oldSecret: { tail: string; until: number } | null;
  /** Whether somebody said that the secret was stored. */
  secretConfirmed: boolean;
  /** The member who made it; for a personal token also the one it acts for. */
  member: { id: string; firstName: string; lastName: string; email: string; baseRole: BaseRole; removed: boolean };
  /** Who looks after a service token instead of its maker, once named; what it may do is not theirs. */
  caretaker: { id: string; firstName: string; lastName: string; email: string; removed: boolean } | null;
  status: TokenStatus;
  /** Whether it is paused, also where something more final is its status. */
  paused: boolean;
  defaultApiVersion: number;
  createdAt: number;
  modifiedAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
  /** REST calls only (ruling R22). */
  lastUsedAt: number | null;
  gatewayUsedAt: number | null;
  telemetryUsedAt: number | null;
};

/** One page of tokens: `total` counts all that match, `ownerId` is the account Owner's member id. */
export type TokenPage = { items: TokenView[]; total: number; ownerId: string };

/** The way a token's secret looks after its one showing: type prefix, dots, last four. */
export function maskedSecret(token: Pick<TokenView, "kind" | "secretTail">): string {
  return `${token.kind === "personal" ? "lkp" : "lks"}_…${token.secretTail}`;
}

/** Whoever looks after a token: the member named for it, else its maker. */
export function keeperOf({ caretaker, member }: Pick<TokenView, "caretaker" | "member">) {
  return caretaker ?? member;
}

/** What token rules would meet: counts of tokens that have not ended. */
export type RuleEffects = {
  /** All that have not ended. */
  living: number;
  /** Whose end lies further ahead than the longest lifetime, and those without any. They keep their dates. */
  beyondLongest: number;
  withoutEnd: number;
  /** Whose last API request is longer ago than the stale threshold. */
  stale: number;
  /** Which the next daily look would pause. */
  wouldPause: number;
};

/** A member as a choice: who could look after a token. */
export type NamedMember = { id: string; name: string };
