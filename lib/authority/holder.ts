import type { Grants } from "@/lib/policy/statement";
import { type DeclaredRole, tokenGrants } from "@/lib/principals/principals";
import type { DeadReason, PresentedToken } from "@/lib/tokens/verify-token";

/** Whose secret was presented: what the doors may say of it. Instants are epoch milliseconds. */
export type Holder = {
  readonly accountId: string;
  /** The token's. */
  readonly id: string;
  readonly kind: "personal" | "service";
  /** The member whom a personal token acts for; of a service token its maker. */
  readonly memberId: string;
  readonly secretId: string;
  readonly dead: DeadReason | null;
  /** What must all allow (ruling R3). */
  readonly grants: Grants;
  /** The names of what it declares: a base role, keys of custom roles, or `inline`. */
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
};

/** The holder that was found, with its permission worked out. */
export function holderOf({ token, member, secretId, dead, createdAt, expiresAt }: PresentedToken): Holder {
  return {
    accountId: member.accountId,
    id: token.tokenId,
    kind: token.kind,
    memberId: member.memberId,
    secretId,
    dead,
    grants: tokenGrants(token, member),
    scopes: scopesOf(token.declared),
    createdAt,
    expiresAt,
  };
}

function scopesOf(declared: DeclaredRole): string[] {
  if (declared.source === "base") return [declared.baseRole];
  return declared.source === "inline"
    ? ["inline"]
    : declared.roles.filter((role) => !role.deleted).map(({ key }) => key);
}

/** Whom a holder acts as: a member, or a service token itself. */
export function subjectOf({ kind, memberId, id }: Holder): string {
  return kind === "personal" ? `member/${memberId}` : `service-token/${id}`;
}
