import { z } from "zod";
import { BASE_ROLES } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { newMemberInput, type UpdateMemberInput } from "@/lib/members/input";
import { INVITATIONS_MAX } from "@/lib/members/limits";
import type { MemberView } from "@/lib/members/view";
import { roleAttributesInput, roleRefsInput } from "@/lib/roles/input";
import { fieldsOf } from "../fields-of";
import { IN_OUR_WORDS } from "../issue-sentence";
import { applyPatch, type Operation, touchedBy } from "../json-patch";
import { livingRoles } from "./member-rep";

const { email, firstName, lastName, password } = newMemberInput.shape;

/** A base role on the wire: the empty text is a Reader, as clients send it that use custom roles alone (semantics 4.6). */
const roleInput = z.enum(["", ...BASE_ROLES]).transform((role) => role || "reader");

const memberPost = z
  .strictObject({
    email,
    password,
    firstName,
    lastName,
    role: z.enum(["", ...BASE_ROLES]).default(""),
    customRoles: roleRefsInput.default([]),
    teamKeys: z.array(z.string().max(256)).max(0, "There are no teams yet.").default([]),
    roleAttributes: roleAttributesInput.optional(),
  })
  .refine(({ role, customRoles }) => role === "" || customRoles.length === 0, {
    path: ["customRoles"],
    error: "Give role or customRoles, not both.",
  })
  .transform(({ role, customRoles, teamKeys: _, ...person }) => ({
    ...person,
    baseRole: role || ("reader" as const),
    roles: customRoles,
  }))
  .meta({ id: "MemberPost" });

/** What POST takes: the members to make, all of them or none. */
export const membersPost = z
  .array(memberPost)
  .min(1, "Give at least one member.")
  .max(INVITATIONS_MAX, `Give at most ${INVITATIONS_MAX} members.`);

const PATCHABLE = { members: ["role", "customRoles", "roleAttributes"], lists: ["customRoles"] };

/** What a member must be after a patch. */
const patchedMember = z.strictObject({
  role: roleInput,
  customRoles: roleRefsInput.default([]),
  roleAttributes: roleAttributesInput.default({}),
});

/** What a patch would change of a member: only what its operations touch. */
export function patchMember(
  member: MemberView,
  patch: readonly Operation[],
  comment: string,
): Result<Omit<UpdateMemberInput, "id">, Refusal> {
  const touched = touchedBy(patch);
  const { baseRole, roles, roleAttributes: attributes } = member;
  const before = { role: baseRole, customRoles: livingRoles(roles), roleAttributes: attributes };
  const applied = applyPatch(before, patch, PATCHABLE);
  if (!applied.ok) return applied;
  const state = patchedMember.safeParse(applied.value, IN_OUR_WORDS);
  if (!state.success) return err({ kind: "invalid_input", fields: fieldsOf(state.error, false) });
  const { role, customRoles, roleAttributes } = state.data;
  return ok({
    ...(touched.has("role") ? { baseRole: role } : {}),
    ...(touched.has("customRoles") ? { roles: customRoles } : {}),
    ...(touched.has("roleAttributes") ? { roleAttributes } : {}),
    comment,
  });
}

/** A refusal that names a field by the name the client gave it, wherever in the body it lies. */
export function inWireWords(refusal: Refusal, words: Readonly<Record<string, string>> = WORDS): Refusal {
  if (refusal.kind !== "invalid_input") return refusal;
  const renamed = Object.entries(refusal.fields).map(([name, sentences]) => {
    const parts = name.split("/");
    const last = parts.pop() ?? name;
    return [[...parts, words[last] ?? last].join("/"), sentences];
  });
  return { kind: "invalid_input", fields: Object.fromEntries(renamed) };
}

const WORDS = { roles: "customRoles", baseRole: "role" };
