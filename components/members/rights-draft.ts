import * as en from "@/components/messages/en";
import type { BaseRole } from "@/lib/core/base-role";
import type { MemberView } from "@/lib/members/view";
import type { RoleOffer } from "./member-actions";

/** What is being chosen for a member; attribute values as they are typed. */
export type RightsDraft = {
  readonly baseRole: BaseRole;
  readonly roles: readonly string[];
  readonly typed: Readonly<Record<string, string>>;
};

// A deleted role that somebody still has: it can be taken off, never given (ruling R13). No key begins so.
const GONE = "†";

/** The roles that a member has and nobody can give any more, to be offered for taking off. */
export function goneOffers(member: Pick<MemberView, "roles">): RoleOffer[] {
  const gone = member.roles.filter(({ deleted }) => deleted);
  return gone.map(({ id, name }) => ({
    key: `${GONE}${id}`,
    name: en.memberActs.deletedRole(name),
    description: en.memberActs.deletedHelp,
    attributes: [],
  }));
}

export const isGone = (key: string) => key.startsWith(GONE);

export function rightsOf(member: Pick<MemberView, "baseRole" | "roles" | "roleAttributes">): RightsDraft {
  const typed = Object.entries(member.roleAttributes).map(([key, values]) => [key, values.join(", ")]);
  const roles = member.roles.map(({ id, key, deleted }) => (deleted ? `${GONE}${id}` : key));
  return { baseRole: member.baseRole, roles, typed: Object.fromEntries(typed) };
}

/** The attributes that the chosen roles leave open, each once. */
export function openAttributes(offers: readonly RoleOffer[], chosen: readonly string[]): string[] {
  const keys = offers.filter(({ key }) => chosen.includes(key)).flatMap(({ attributes }) => attributes);
  return [...new Set(keys)];
}

/** The values as the server takes them: those of keys that no role mentions stay as they were. */
export function attributesOf(typed: RightsDraft["typed"]): Record<string, string[]> {
  const all = Object.entries(typed).map(([key, text]) => [key, text.split(/[\s,]+/).filter(Boolean)] as const);
  return Object.fromEntries(all.filter(([, values]) => values.length > 0));
}

/** Only what differs from what the member has: asking for less needs fewer rights. */
export function rightsChange(
  before: RightsDraft,
  after: RightsDraft,
): { baseRole?: BaseRole; roles?: string[]; roleAttributes?: Record<string, string[]> } {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const [had, has] = [attributesOf(before.typed), attributesOf(after.typed)];
  return {
    ...(before.baseRole === after.baseRole ? {} : { baseRole: after.baseRole }),
    ...(same(before.roles, after.roles) ? {} : { roles: after.roles.filter((key) => !isGone(key)) }),
    ...(same(had, has) ? {} : { roleAttributes: has }),
  };
}
