"use server";

import { err, ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { roleEffectsInput } from "@/lib/members/input";
import { roleEffects } from "@/lib/members/role-effects";
import { createRole } from "@/lib/roles/create-role";
import { getRole } from "@/lib/roles/get-role";
import { createRoleInput, roleRefInput, updateRoleInput } from "@/lib/roles/input";
import { listRoleChoices } from "@/lib/roles/list-role-choices";
import { listVersions } from "@/lib/roles/list-versions";
import { updateRole } from "@/lib/roles/update-role";
import { retireRoleInput } from "@/lib/tokens/input";
import { retireRole } from "@/lib/tokens/retire-role";
import { memberAction } from "@/lib/web/member-action";

export const createRoleAction = memberAction(createRoleInput, async (principal, input) => {
  const created = await createRole(getDb(), principal, input);
  return created.ok ? ok({ key: created.value.key, name: created.value.name }) : created;
});

export const updateRoleAction = memberAction(updateRoleInput, async (principal, input) => {
  const saved = await updateRole(getDb(), principal, input);
  return saved.ok ? ok({ name: saved.value.name }) : saved;
});

/** Deletes a role, and does to each token that has it what was chosen. */
export const retireRoleAction = memberAction(retireRoleInput, (principal, input) =>
  retireRole(getDb(), principal, input),
);

/** The roles that could take the place of one, by name. */
export const otherRolesAction = memberAction(roleRefInput, async (principal, { role }) => {
  const { choices } = await listRoleChoices(getDb(), principal);
  return ok(choices.filter(({ key }) => key !== role).map(({ key, name }) => ({ key, name })));
});

export const roleEffectsAction = memberAction(roleEffectsInput, (principal, input) =>
  roleEffects(getDb(), principal, input),
);

/** The role as it is saved now, and who saved it: what an editor meets who was overtaken. */
export const readRoleAction = memberAction(roleRefInput, async (principal, { role: key }) => {
  const role = await getRole(getDb(), principal, key);
  if (!role.ok) return role;
  const versions = await listVersions(getDb(), principal, role.value.id);
  if (!versions.ok) return versions;
  const last = versions.value.find(({ version }) => version === role.value.version);
  return last ? ok({ role: role.value, last }) : err({ kind: "not_found", what: "custom role" } as const);
});
