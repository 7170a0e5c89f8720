import type { Origin, Principal } from "@/lib/access/principal";
import type { BaseRole, TokenRole } from "@/lib/core/base-role";
import { customRolePolicy, memberPolicy, tokenPolicy } from "@/lib/policy/base-roles";
import type {
  Grant,
  GrantKind,
  Grants,
  Policy,
  RoleAttributes,
  Statement,
  StoredCeiling,
} from "@/lib/policy/statement";
import { grantsOf } from "./ceilings";
import type { HeldRole } from "./held-roles";

/** What is read of a member to say what they may do. */
export type MemberStanding = {
  readonly accountId: string;
  readonly memberId: string;
  readonly baseRole: BaseRole;
  readonly roles: readonly HeldRole[];
  readonly attributes: RoleAttributes;
  readonly rightsVersion: number;
};

/** What a token declares: exactly one of three forms (semantics 1.2). */
export type DeclaredRole =
  | { readonly source: "base"; readonly baseRole: TokenRole }
  | { readonly source: "custom"; readonly roles: readonly HeldRole[] }
  | { readonly source: "inline"; readonly statements: readonly Statement[] };

/** What is read of a token to say what it may do; `attributes` are a service token's own, frozen (ruling R5). */
export type TokenStanding = {
  readonly tokenId: string;
  readonly kind: "personal" | "service";
  readonly declared: DeclaredRole;
  readonly attributes: RoleAttributes | null;
  readonly ceilings: readonly StoredCeiling[];
};

/**
 * What a living token may do: declared ∩ every ceiling (ruling R3). A personal token has its member's
 * present permission among them, so that it shrinks in the moment the member does.
 */
export function tokenPrincipal(
  token: TokenStanding,
  member: MemberStanding,
  { secretId, origin }: { readonly secretId: string; readonly origin: Origin },
): Principal {
  return {
    accountId: member.accountId,
    actor: { kind: "access_token", id: token.tokenId, secretId },
    memberId: token.kind === "personal" ? member.memberId : null,
    answersFor: member.memberId,
    rightsVersion: member.rightsVersion,
    grants: tokenGrants(token, member),
    origin,
  };
}

/** What must all allow for a token: what it declares, its member as they are now if it is personal, and its frozen ceilings. */
export function tokenGrants(token: Omit<TokenStanding, "tokenId">, member: MemberStanding): Grants {
  const live = token.kind === "personal" ? [memberGrant(member)] : [];
  return grantsWithin(token, token.attributes ?? member.attributes, live);
}

/** The same where what a member may do now is known as grants already. */
export function grantsWithin(
  { declared, ceilings }: Pick<TokenStanding, "declared" | "ceilings">,
  attributes: RoleAttributes,
  live: readonly Grant[],
): Grants {
  return [grant("declared", declaredPolicies(declared, attributes)), ...live, ...ceilings.flatMap(grantsOf)];
}

/** The policies that a token declares; roles are read as they are now (ruling R4). */
export function declaredPolicies(declared: DeclaredRole, attributes: RoleAttributes): Policy[] {
  if (declared.source === "base") return [tokenPolicy(declared.baseRole)];
  if (declared.source === "inline") return [{ source: { kind: "inline" }, statements: declared.statements }];
  return rolePolicies(declared.roles, attributes, null);
}

/** What a member may do now. */
export function memberGrant(member: MemberStanding): Grant {
  return grant("member", memberPolicies(member));
}

/**
 * Direct roles, if there are any, in place of the base role; an Owner is not reduced by them (ruling R2). Roles that
 * were deleted count as held, so that a deletion gives nobody their base role back.
 */
export function memberPolicies({ baseRole, roles, attributes, memberId }: Omit<MemberStanding, "accountId">): Policy[] {
  if (roles.length === 0 || baseRole === "owner") return [memberPolicy(baseRole, memberId)];
  return rolePolicies(roles, attributes, memberId);
}

function rolePolicies(roles: readonly HeldRole[], attributes: RoleAttributes, memberId: string | null): Policy[] {
  const living = roles.filter(({ deleted }) => !deleted);
  return living.map(({ id, name, policy: statements, basePermissions }) =>
    customRolePolicy({ id, name, statements, basePermissions, attributes }, memberId === null ? null : { memberId }),
  );
}

const grant = (kind: GrantKind, policies: readonly Policy[]): Grant => ({ kind, policies });

type AtHand = { readonly id: string; readonly provenAgo: number };

/** What a signed-in member may do. */
export function memberPrincipal(member: MemberStanding, session: AtHand, origin: Origin): Principal {
  return {
    accountId: member.accountId,
    actor: { kind: "session", ...session },
    memberId: member.memberId,
    answersFor: member.memberId,
    rightsVersion: member.rightsVersion,
    grants: [memberGrant(member)],
    origin,
  };
}

type Operator = {
  readonly accountId: string;
  readonly name: string;
  /** For whom something is made: it is then held to what that member holds. */
  readonly onBehalfOf?: MemberStanding;
};

/** Whoever sits at the server's command line: they hold the machine, and with it everything on it. */
export function operatorPrincipal({ accountId, name, onBehalfOf }: Operator): Principal {
  return {
    accountId,
    actor: { kind: "operator", name },
    memberId: onBehalfOf?.memberId ?? null,
    answersFor: onBehalfOf?.memberId ?? null,
    rightsVersion: onBehalfOf?.rightsVersion ?? 0,
    grants: [onBehalfOf ? memberGrant(onBehalfOf) : grant("member", [tokenPolicy("owner")])],
    origin: { ip: null, requestId: null },
  };
}
