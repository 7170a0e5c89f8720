import type { BaseRole } from "@/lib/core/base-role";
import { ANYTHING } from "./resource";
import type { Policy, RoleAttributes, Statement } from "./statement";

// Ruling R41: base roles are policies, and must make sense for resource types nobody here has heard of.
const VIEW_ALL: Statement = { effect: "allow", actions: ["view*", "get*", "list*", "read*"], notResources: ["acct"] };
const ADMINISTRATION = [
  "acct",
  "member/*",
  "member/*:token/*",
  "service-token/*",
  "role/*",
  "team/*",
  "domain-verification/*",
  "pending-request/*",
  "relay-proxy-config/*",
  "ip-allowlist",
];
const CHANGE_DATA: Statement = { effect: "allow", actions: ["*"], notResources: ADMINISTRATION };
const SEND_TELEMETRY: Statement = { effect: "allow", actions: ["sendTelemetry"], resources: ["acct"] }; // ruling R43
// The whole log in a file leaves the account with whoever takes it: that is the Owner's (ux.md 1.3, decision 19).
const ALL_BUT_OWNERSHIP: Statement = {
  effect: "allow",
  notActions: ["updateAccountOwner", "deleteAccount", "exportAuditLog"],
  resources: [ANYTHING],
};
// Ownership is of the account alone; said so, a Writer's "everything elsewhere" lies within what an Admin may (security 3.7).
const ALL_ELSEWHERE: Statement = { effect: "allow", actions: ["*"], notResources: ["acct"] };
const EVERYTHING: Statement = { effect: "allow", actions: ["*"], resources: [ANYTHING] };

const STATEMENTS: Record<BaseRole, readonly Statement[]> = {
  no_access: [],
  reader: [VIEW_ALL],
  writer: [VIEW_ALL, CHANGE_DATA, SEND_TELEMETRY],
  admin: [ALL_BUT_OWNERSHIP, ALL_ELSEWHERE],
  owner: [EVERYTHING],
};

/** What lets a member create tokens of their own, and service tokens (ruling R12). */
export const createOwnTokens = (memberId: string): Statement => ({
  effect: "allow",
  actions: ["createAccessToken"],
  resources: [`member/${memberId}:token/*`, "service-token/*"],
});

/** The making of tokens as a policy: what a giver must hold of it is that for themselves, or for everybody if they are nobody. */
export function makingTokens(memberId: string | null): Policy {
  return { source: { kind: "inline" }, statements: [createOwnTokens(memberId ?? "*")] };
}

/** Policies are compiled once an object, so that of a member who calls again and again is kept; so many at most. */
const REMEMBERED = 10_000;
const ofMembers = new Map<string, Policy>();

/** What a base role gives a member. All but `no_access` may create tokens (ruling R12). */
export function memberPolicy(role: BaseRole, memberId: string): Policy {
  const key = `${role}:${memberId}`;
  const known = ofMembers.get(key);
  if (known) return known;
  if (ofMembers.size >= REMEMBERED) ofMembers.clear();
  const made = makeMemberPolicy(role, memberId);
  ofMembers.set(key, made);
  return made;
}

function makeMemberPolicy(role: BaseRole, memberId: string): Policy {
  const own = STATEMENTS[role].length === 0 ? [] : [createOwnTokens(memberId)];
  return { source: { kind: "base_role", role, memberId }, statements: [...STATEMENTS[role], ...own] };
}

/**
 * What a base role gives a token: the same less the making of tokens, which a token may only do with an
 * explicit grant, or as Admin or Owner, whose statements include it (ruling R7).
 */
export function tokenPolicy(role: BaseRole): Policy {
  return TOKEN_POLICIES[role];
}

const ofToken = (role: BaseRole): Policy => ({ source: { kind: "base_role", role }, statements: STATEMENTS[role] });
const TOKEN_POLICIES: Record<BaseRole, Policy> = {
  no_access: ofToken("no_access"),
  reader: ofToken("reader"),
  writer: ofToken("writer"),
  admin: ofToken("admin"),
  owner: ofToken("owner"),
};

/** A custom role as it is written, with the floor it stands on (semantics 3.3). */
export type CustomRole = {
  readonly id: string;
  readonly name: string;
  readonly statements: readonly Statement[];
  readonly basePermissions: Extract<BaseRole, "reader" | "no_access">;
  /** The holder's values for its placeholders. */
  readonly attributes?: RoleAttributes;
};

/**
 * What a custom role gives its holder: its own statements first, so that reasons count as the policy is written, then its
 * floor in the same policy, so that a deny of the role beats it. Only a member's floor holds the making of tokens (R7, R12).
 */
export function customRolePolicy(role: CustomRole, holder: { readonly memberId: string } | null): Policy {
  const floor = holder ? memberPolicy(role.basePermissions, holder.memberId) : tokenPolicy(role.basePermissions);
  return {
    source: { kind: "custom_role", id: role.id, name: role.name },
    statements: [...role.statements, ...floor.statements],
    ...(role.attributes && { attributes: role.attributes }),
  };
}
