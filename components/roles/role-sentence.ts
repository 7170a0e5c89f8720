import * as en from "@/components/messages/en";
import { sentenceOf } from "@/lib/policy/sentence";
import type { RoleView } from "@/lib/roles/view";
import { roleGrants } from "./role-grants";

/** What a role allows, in a sentence or two. */
export function roleSentence(role: Pick<RoleView, "policy" | "basePermissions">): string {
  const nothing = role.basePermissions === "no_access" && role.policy.every(({ effect }) => effect === "deny");
  return nothing ? en.roles.nothing : sentenceOf(roleGrants(role));
}
