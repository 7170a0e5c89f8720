import { authorize, may } from "@/lib/access/authorize";
import { levelOf } from "@/lib/access/level";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import { type BaseRole, memberRolesGivenBy } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { makingTokens } from "@/lib/policy/base-roles";
import { ACCOUNT, memberResource } from "@/lib/policy/resource";
import type { MemberView } from "./view";

const CHANGES = ["updateRole", "updateCustomRole", "updateMemberRoleAttributes", "resetMemberMfa"] as const;
const OWNERSHIP = { action: "updateAccountOwner", resource: ACCOUNT } as const;

/** Whether the principal may do this to a member; whoever touches an Owner needs the right over ownership too. */
export function authorizeMember(
  principal: Principal,
  member: Pick<MemberView, "id" | "baseRole">,
  action: (typeof CHANGES)[number] | "deleteMember",
): Result<null, Refusal> {
  const allowed = authorize(principal, { action, resource: memberResource(member.id) });
  return allowed.ok && member.baseRole === "owner" ? authorize(principal, OWNERSHIP) : allowed;
}

/** Whether a member is in the principal's view: oneself, by policy, or because there is something to change about them. */
export function maySeeMember(principal: Principal, id: string): boolean {
  const resource = memberResource(id);
  return (
    id === principal.memberId ||
    ["viewMember", "deleteMember", ...CHANGES].some((action) => may(principal, { action, resource }))
  );
}

/** Whether the principal sees more of a member than their name and roles: oneself, and whom one manages (ux 1.3). */
export function seesWholeMember(principal: Principal, id: string): boolean {
  const resource = memberResource(id);
  return (
    id === principal.memberId || ["deleteMember", ...CHANGES].some((action) => may(principal, { action, resource }))
  );
}

/** Whether the principal may end where a member is signed in: it takes the right to remove them. */
export function mayEndSessions(principal: Principal, member: Pick<MemberView, "id" | "baseRole">): boolean {
  return authorizeMember(principal, member, "deleteMember").ok;
}

/** Whether the principal may pass their own ownership on: an Owner who acts for themselves. */
export function mayPassOwnership(principal: Principal, own: Pick<MemberView, "baseRole">): boolean {
  return principal.memberId !== null && own.baseRole === "owner" && may(principal, OWNERSHIP);
}

/** Nobody gives a base role above their own, to somebody else or to themselves (security 3.7). */
export function mayGiveRole(principal: Principal, asked: BaseRole): Result<null, Refusal> {
  const given = memberRolesGivenBy(levelOf(principal.grants));
  if (!given.includes(asked)) return err({ kind: "role_too_high", asked, highest: given.at(-1) ?? "no_access" });
  if (asked === "owner") return authorize(principal, OWNERSHIP);
  return asked === "no_access" ? ok(null) : assertMayGrant(principal, [makingTokens(principal.memberId)]); // ruling R12
}

/** The base roles that the principal may give somebody. */
export function rolesToGive(principal: Principal): readonly BaseRole[] {
  return memberRolesGivenBy(levelOf(principal.grants)).filter((role) => mayGiveRole(principal, role).ok);
}

export function mayInvite(principal: Principal): boolean {
  return may(principal, { action: "createMember", resource: memberResource("*") });
}

/** What of a member the console offers the principal: `viewer` is their own base role, `given` what they may give at all. */
export function memberPermissions(
  principal: Principal,
  member: Pick<MemberView, "id" | "baseRole"> & { readonly whole?: MemberView | null },
  viewer: BaseRole,
  given: readonly BaseRole[],
) {
  const { id } = member;
  const joined = member.whole?.joined ?? false;
  const owns = mayPassOwnership(principal, { baseRole: viewer });
  return {
    changeRole: authorizeMember(principal, member, "updateRole").ok,
    remove: authorizeMember(principal, member, "deleteMember").ok,
    assignRoles: authorizeMember(principal, member, "updateCustomRole").ok,
    setAttributes: authorizeMember(principal, member, "updateMemberRoleAttributes").ok,
    renew: !joined && may(principal, { action: "createMember", resource: memberResource(id) }),
    pass: joined && owns && id !== principal.memberId && member.baseRole !== "owner",
    resetFactor: authorizeMember(principal, member, "resetMemberMfa").ok,
    rolesToGive: given,
  };
}
