import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { createRoleInput } from "@/lib/roles/input";
import { updateRole } from "@/lib/roles/update-role";
import { retireRole } from "@/lib/tokens/retire-role";
import { issue } from "../account";
import { allow, seedRole } from "../roles";
import type { Acts } from "./stage";

const POLICY = [allow("viewProject", "proj/*")];

/** What is done with custom roles. */
export const ROLES: Acts = {
  "making a role": async ({ db, owner }) => {
    const input = createRoleInput.parse({ key: `k-${owner.id}`, name: "Role", policy: POLICY });
    return () => createRole(db, owner.principal, input);
  },
  "editing a role": async ({ db, owner }) => {
    const role = await seedRole(db, owner, POLICY);
    const policy = [allow("viewProject", "proj/other")];
    return () => updateRole(db, owner.principal, { role: role.id, policy, comment: "" });
  },
  "deleting a role": async ({ db, owner }) => {
    const role = await seedRole(db, owner, POLICY);
    return () => deleteRole(db, owner.principal, { role: role.id, evenInUse: false, comment: "" });
  },
  "ending a role in use": async ({ db, owner }) => {
    const role = await seedRole(db, owner, POLICY);
    const { token } = await issue(db, owner, { role: { source: "custom", roles: [role.id] } });
    const fates = [{ id: token.id, fate: { kind: "revoke" } as const }];
    return () => retireRole(db, owner.principal, { role: role.id, fates, comment: "" });
  },
};
