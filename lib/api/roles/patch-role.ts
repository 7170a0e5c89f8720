import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { UpdateRoleInput } from "@/lib/roles/input";
import type { RoleView } from "@/lib/roles/view";
import { fieldsOf } from "../fields-of";
import { IN_OUR_WORDS } from "../issue-sentence";
import { applyPatch, type Document } from "../json-patch";
import { changedRole, PATCHABLE, type RolePatch } from "./role-input";

/** What a patch would make of a role; what comes out the same is no change. */
export function patchRole(role: RoleView, asked: RolePatch): Result<Omit<UpdateRoleInput, "role">, Refusal> {
  const { name, description, basePermissions, policy } = role;
  const before = { name, description, basePermissions, policy };
  const applied = "patch" in asked ? applyPatch(before, asked.patch, PATCHABLE) : ok(merged(before, asked.merge));
  if (!applied.ok) return applied;
  const state = changedRole.safeParse(applied.value, IN_OUR_WORDS);
  if (!state.success) return err({ kind: "invalid_input", fields: fieldsOf(state.error, false) });
  return ok({ ...state.data, comment: asked.comment });
}

function merged(before: Document, merge: Document): Document {
  return Object.fromEntries(Object.entries({ ...before, ...merge }).filter(([, value]) => value !== null));
}
