import type { Origin, Principal } from "@/lib/access/principal";
import { type BaseRole, type TokenRole, weakerRole } from "@/lib/core/base-role";
import { memberPolicy, tokenPolicy } from "@/lib/policy/base-roles";
import type { Ceiling, Grant, GrantKind, Policy } from "@/lib/policy/statement";

/** What is read of a token and its member to say what it may do. */
export type TokenStanding = {
  readonly tokenId: string;
  readonly accountId: string;
  readonly kind: "personal" | "service";
  readonly baseRole: TokenRole | null;
  readonly ceilings: readonly Ceiling[];
  readonly memberId: string;
  readonly memberRole: BaseRole;
  readonly rightsVersion: number;
};

/**
 * What a living token may do: declared ∩ every ceiling (ruling R3). A personal token has its member's
 * present permission among them, so that it shrinks in the moment the member does.
 */
export function tokenPrincipal(token: TokenStanding, origin: Origin): Principal {
  const declared = token.baseRole ?? "no_access";
  const personal = token.kind === "personal";
  const live = personal ? [grant("member", memberPolicy(token.memberRole, token.memberId))] : [];
  return {
    accountId: token.accountId,
    actor: { kind: "access_token", id: token.tokenId },
    memberId: personal ? token.memberId : null,
    answersFor: token.memberId,
    rightsVersion: token.rightsVersion,
    level: tokenLevel(token),
    grants: [grant("declared", tokenPolicy(declared)), ...live, ...token.ceilings.flatMap((ceiling) => ceiling.grants)],
    origin,
  };
}

const grant = (kind: GrantKind, ...policies: readonly Policy[]): Grant => ({ kind, policies });

/** The base role that a token acts as: the weakest of what it declares and what it is held to. */
export function tokenLevel(token: Pick<TokenStanding, "kind" | "baseRole" | "ceilings" | "memberRole">): BaseRole {
  const held = token.ceilings.map((ceiling) => ceiling.level);
  const live = token.kind === "personal" ? [token.memberRole] : [];
  return [...held, ...live].reduce<BaseRole>(weakerRole, token.baseRole ?? "no_access");
}

/** What a signed-in member may do. */
export function memberPrincipal(
  member: { accountId: string; memberId: string; baseRole: BaseRole; rightsVersion: number; sessionId: string },
  origin: Origin,
): Principal {
  return {
    accountId: member.accountId,
    actor: { kind: "session", id: member.sessionId },
    memberId: member.memberId,
    answersFor: member.memberId,
    rightsVersion: member.rightsVersion,
    level: member.baseRole,
    grants: [grant("member", memberPolicy(member.baseRole, member.memberId))],
    origin,
  };
}

type Operator = {
  readonly accountId: string;
  readonly name: string;
  /** For whom something is made: it is then held to what that member holds. */
  readonly onBehalfOf?: { readonly memberId: string; readonly baseRole: BaseRole; readonly rightsVersion: number };
};

/** Whoever sits at the server's command line: they hold the machine, and with it everything on it. */
export function operatorPrincipal({ accountId, name, onBehalfOf }: Operator): Principal {
  return {
    accountId,
    actor: { kind: "operator", name },
    memberId: onBehalfOf?.memberId ?? null,
    answersFor: onBehalfOf?.memberId ?? null,
    rightsVersion: onBehalfOf?.rightsVersion ?? 0,
    level: onBehalfOf?.baseRole ?? "owner",
    grants: [grant("member", tokenPolicy("owner"))],
    origin: { ip: null, requestId: null },
  };
}
