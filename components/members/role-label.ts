import * as en from "@/components/messages/en";
import { roleName } from "@/lib/core/refusal-sentence";
import type { TokenRoleView } from "@/lib/tokens/view";

/** What a token declares, in a few words. */
export function roleLabel(role: TokenRoleView): string {
  if (role.source === "base") return roleName(role.baseRole);
  if (role.source === "inline") return en.memberActs.ownPolicy;
  const [first, ...more] = role.roles.map(({ name }) => name);
  return more.length === 0 ? (first ?? "–") : en.memberActs.several(first ?? "", more.length);
}
