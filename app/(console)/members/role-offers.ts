import type { RoleOffer } from "@/components/members/member-actions";
import type { Principal } from "@/lib/access/principal";
import { getDb } from "@/lib/db/client";
import { listRoleChoices } from "@/lib/roles/list-role-choices";
import { attributeKeysOf } from "@/lib/roles/view";

/** The custom roles that can be given, each with the attributes that it leaves open. */
export async function roleOffers(principal: Principal): Promise<RoleOffer[]> {
  const { choices } = await listRoleChoices(getDb(), principal);
  return choices.map(({ key, name, description, policy }) => {
    return { key, name, description, attributes: attributeKeysOf(policy) };
  });
}
