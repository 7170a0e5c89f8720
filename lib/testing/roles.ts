import type { BasePermissions } from "@/lib/core/base-role";
import type { Db } from "@/lib/db/client";
import { updateMember } from "@/lib/members/update-member";
import type { RoleAttributes, Statement } from "@/lib/policy/statement";
import { createRole } from "@/lib/roles/create-role";
import { createRoleInput } from "@/lib/roles/input";
import type { RoleView } from "@/lib/roles/view";
import type { TestMember } from "./account";

export const allow = (actions: string | string[], resources: string | string[]): Statement => ({
  effect: "allow",
  actions: [actions].flat(),
  resources: [resources].flat(),
});
export const deny = (actions: string | string[], resources: string | string[]): Statement => ({
  ...allow(actions, resources),
  effect: "deny",
});

let made = 0;

/** A custom role made by that member, with a key of its own. */
export async function seedRole(
  db: Db,
  maker: Pick<TestMember, "principal">,
  policy: Statement[],
  more: { key?: string; basePermissions?: BasePermissions } = {},
): Promise<RoleView> {
  const key = more.key ?? `role-${++made}`;
  const input = createRoleInput.parse({ name: `Role ${key}`, key, policy, basePermissions: more.basePermissions });
  const created = await createRole(db, maker.principal, input);
  if (!created.ok) throw new Error(`the test's role was refused: ${JSON.stringify(created.error)}`);
  return created.value;
}

/** Puts exactly these roles, and attribute values, on a member. */
export async function giveRoles(
  db: Db,
  giver: Pick<TestMember, "principal">,
  member: Pick<TestMember, "id">,
  roles: readonly RoleView[],
  roleAttributes: RoleAttributes = {},
): Promise<void> {
  const values = Object.fromEntries(Object.entries(roleAttributes).map(([key, list]) => [key, [...list]]));
  const input = { id: member.id, roles: roles.map(({ id }) => id), roleAttributes: values };
  const given = await updateMember(db, giver.principal, input);
  if (!given.ok) throw new Error(`the test's roles were refused: ${JSON.stringify(given.error)}`);
}
