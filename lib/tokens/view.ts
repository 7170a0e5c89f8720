import type { BaseRole, TokenRole } from "@/lib/core/base-role";

/** What a token declares: its nominal role. */
export type TokenRoleView = { source: "base"; baseRole: TokenRole };

/** A token's status, derived when it is read; the first that applies, in this order (ux 0.3). */
export type TokenStatus = "revoked" | "deactivated" | "expired" | "paused" | "limited" | "expiring" | "active";

/** What may leave the server about a token. Instants are epoch milliseconds; a secret is not among them. */
export type TokenView = {
  id: string;
  kind: "personal" | "service";
  name: string;
  description: string;
  role: TokenRoleView;
  /** The base role that it acts as at present, when that is less than `role` says; null otherwise. */
  actsAs: BaseRole | null;
  /** The last four characters of the secret. */
  secretTail: string;
  /** Whether somebody said that the secret was stored. */
  secretConfirmed: boolean;
  /** The member who made it; for a personal token also the one it acts for. */
  member: { id: string; firstName: string; lastName: string; email: string; baseRole: BaseRole; removed: boolean };
  status: TokenStatus;
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
