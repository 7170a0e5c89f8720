import { z } from "zod";
import { BASE_PERMISSIONS } from "@/lib/core/base-role";
import type { RoleView } from "@/lib/roles/view";
import { idRep, link, linksRep, statementRep, toStatementRep } from "../reps";

/** A custom role on the wire (semantics 4.7). */
export const roleRep = z
  .object({
    _id: idRep,
    _links: linksRep,
    key: z.string(),
    name: z.string(),
    description: z.string(),
    basePermissions: z.enum(BASE_PERMISSIONS),
    resourceCategory: z.enum(["organization", "project", "any"]).optional(),
    policy: z.array(statementRep),
    assignedTo: z.object({ membersCount: z.number().int(), teamsCount: z.number().int() }),
  })
  .meta({ id: "Role" });

export const rolesRep = z
  .object({ items: z.array(roleRep), totalCount: z.number().int(), _links: linksRep })
  .meta({ id: "Roles" });

/** The wire shape of a view. Who holds a role through a team will count there; there are no teams yet. */
export function toRoleRep(view: RoleView): z.input<typeof roleRep> {
  const { id, key, name, description, basePermissions, resourceCategory, policy, assignedTo } = view;
  return {
    _id: id,
    _links: { self: link(`/api/v2/roles/${key}`), parent: link("/api/v2/roles") },
    key,
    name,
    description,
    basePermissions,
    ...(resourceCategory === null ? {} : { resourceCategory }),
    policy: policy.map(toStatementRep),
    assignedTo: { membersCount: assignedTo.members, teamsCount: 0 },
  };
}
