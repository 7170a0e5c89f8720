import { filledIn } from "@/components/policy/filled-in";
import type { BaseRole } from "@/lib/core/base-role";
import type { Catalogue } from "@/lib/policy/catalogue";
import type { Grants } from "@/lib/policy/statement";
import { trimTo } from "@/lib/policy/trim";
import type { RoleDraft } from "./role-draft";

/**
 * A draft that asks for no more than it gets: a base role becomes the viewer's own, everything else a policy of those
 * statements that are held.
 */
export function trimmed(draft: RoleDraft, grants: Grants, mine: BaseRole, catalogue: Catalogue): RoleDraft {
  const [declared, ...ceilings] = filledIn(grants);
  const isBase = draft.choice !== "custom" && draft.choice !== "inline";
  if (isBase && mine !== "no_access") return { ...draft, choice: mine };
  const statements = trimTo(
    declared.policies.flatMap((policy) => policy.statements),
    ceilings,
    catalogue,
  );
  return { ...draft, choice: "inline", policy: statements, written: statements, saysAlready: statements };
}
