import type { BaseRole } from "@/lib/core/base-role";
import { ANYTHING } from "./resource";
import type { Policy, Statement } from "./statement";

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
const ALL_BUT_OWNERSHIP: Statement = {
  effect: "allow",
  notActions: ["updateAccountOwner", "deleteAccount"],
  resources: [ANYTHING],
};
const EVERYTHING: Statement = { effect: "allow", actions: ["*"], resources: [ANYTHING] };

const STATEMENTS: Record<BaseRole, readonly Statement[]> = {
  no_access: [],
  reader: [VIEW_ALL],
  writer: [VIEW_ALL, CHANGE_DATA, SEND_TELEMETRY],
  admin: [ALL_BUT_OWNERSHIP],
  owner: [EVERYTHING],
};

const policyOf = (role: BaseRole, more: readonly Statement[]): Policy => ({
  source: { kind: "base_role", role },
  statements: [...STATEMENTS[role], ...more],
});

/** What lets a member create tokens of their own, and service tokens (ruling R12). */
export const createOwnTokens = (memberId: string): Statement => ({
  effect: "allow",
  actions: ["createAccessToken"],
  resources: [`member/${memberId}:token/*`, "service-token/*"],
});

/** What a base role gives a member. All but `no_access` may create tokens (ruling R12). */
export function memberPolicy(role: BaseRole, memberId: string): Policy {
  return policyOf(role, STATEMENTS[role].length === 0 ? [] : [createOwnTokens(memberId)]);
}

/**
 * What a base role gives a token: the same less the making of tokens, which a token may only do with an
 * explicit grant, or as Admin or Owner, whose statements include it (ruling R7).
 */
export function tokenPolicy(role: BaseRole): Policy {
  return policyOf(role, []);
}
