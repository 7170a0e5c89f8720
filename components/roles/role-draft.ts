import type { BasePermissions } from "@/lib/core/base-role";
import type { Statement } from "@/lib/policy/statement";
import { ROLE_KEY_MAX } from "@/lib/roles/limits";
import type { RoleView } from "@/lib/roles/view";

/** What can be edited of a role. */
export type Draft = {
  readonly name: string;
  readonly description: string;
  readonly basePermissions: BasePermissions;
  readonly policy: readonly Statement[];
};

const FIELDS = ["name", "description", "basePermissions", "policy"] as const;

export function draftOf({ name, description, basePermissions, policy }: RoleView | Draft): Draft {
  return { name, description, basePermissions, policy };
}

/** Which fields of a draft are not as they were opened. */
export function changedFields(base: Draft, draft: Draft): (keyof Draft)[] {
  return FIELDS.filter((field) => JSON.stringify(base[field]) !== JSON.stringify(draft[field]));
}

/** Whether a save would reach tokens and members. */
export function touchesRights(base: Draft, draft: Draft): boolean {
  return changedFields(base, draft).some((field) => field === "policy" || field === "basePermissions");
}

/** Somebody's draft on what was saved meanwhile: what they did not touch is as the other left it. */
export function rebased(draft: Draft, base: Draft, theirs: Draft): Draft {
  const mine = changedFields(base, draft);
  return { ...draftOf(theirs), ...Object.fromEntries(mine.map((field) => [field, draft[field]])) };
}

/** A key as the name suggests it. */
export function keyFrom(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "")
    .slice(0, ROLE_KEY_MAX);
}
