import type { BaseRole } from "@/lib/core/base-role";
import { ANYTHING } from "./resource";
import type { Grant, Policy, Statement } from "./statement";

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
  id: role,
  statements: [...STATEMENTS[role], ...more],
});

/**
 * What a base role gives a member. All but `no_access` may create tokens: personal ones of their own, and
 * service tokens (ruling R12).
 */
export function memberGrant(role: BaseRole, memberId: string): Grant {
  if (STATEMENTS[role].length === 0) return [];
  const create: Statement = {
    effect: "allow",
    actions: ["createAccessToken"],
    resources: [`member/${memberId}:token/*`, "service-token/*"],
  };
  return [policyOf(role, [create])];
}

/**
 * What a base role gives a token: the same less the making of tokens, which a token may only do with an
 * explicit grant, or as Admin or Owner, whose statements include it (ruling R7).
 */
export function tokenGrant(role: BaseRole): Grant {
  return [policyOf(role, [])];
}
