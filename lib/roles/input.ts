import { z } from "zod";
import { BASE_PERMISSIONS } from "@/lib/core/base-role";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import { parseStatements } from "@/lib/policy/parse";
import type { Statement } from "@/lib/policy/statement";
import {
  ATTRIBUTE_KEYS_MAX,
  ATTRIBUTE_VALUES_MAX,
  ROLE_DESCRIPTION_MAX,
  ROLE_KEY_MAX,
  ROLE_NAME_MAX,
  ROLES_HELD_MAX,
} from "./limits";

const PLAIN = "Leave out control characters.";
// Names that would be mistaken for a base role or a form of scope (security 3.7).
const RESERVED = /^(reader|writer|admin|owner|no[-_]access|root|custom|inline)$/i;

/** A policy as statements; every problem is named by its JSON Pointer inside the policy. */
export const policyInput = z.unknown().transform((raw, context): Statement[] => {
  const parsed = parseStatements(raw);
  if (parsed.ok) return parsed.value;
  for (const { pointer, message } of parsed.error) {
    const path = pointer.split("/").slice(1).map(unescapePointer);
    context.addIssue({ code: "custom", path, message, input: raw });
  }
  return z.NEVER;
});

const unescapePointer = (part: string) => part.replaceAll("~1", "/").replaceAll("~0", "~");

const key = z
  .string()
  .trim()
  .min(1, "Give the role a key.")
  .max(ROLE_KEY_MAX, `Keep the key under ${ROLE_KEY_MAX} characters.`)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    "Use letters, digits, dots, dashes and underscores, beginning with a letter or digit.",
  )
  .refine((text) => !RESERVED.test(text), "That key is reserved for a base role.")
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a key.");

const name = z
  .string()
  .trim()
  .normalize("NFC")
  .min(1, "Give the role a name.")
  .max(ROLE_NAME_MAX, `Keep the name under ${ROLE_NAME_MAX} characters.`)
  .refine(isPlainText, PLAIN)
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a name.");

const description = z
  .string()
  .max(ROLE_DESCRIPTION_MAX, `Keep the description under ${ROLE_DESCRIPTION_MAX} characters.`)
  .refine((text) => isPlainText(text.replaceAll(/[\r\n\t]/g, "")), PLAIN)
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't write it here.");

const comment = z
  .string()
  .trim()
  .max(500, "Keep the note under 500 characters.")
  .refine(isPlainText, PLAIN)
  .default("");

/** What may be asked of `createRole`. */
export const createRoleInput = z.strictObject({
  key,
  name,
  description: description.default(""),
  basePermissions: z.enum(BASE_PERMISSIONS).default("no_access"),
  resourceCategory: z.enum(["organization", "project", "any"]).nullable().default(null),
  policy: policyInput,
  comment,
});
export type CreateRoleInput = z.output<typeof createRoleInput>;

/** What may be asked of `updateRole`: `role` is a key or an id; `version` is the one that was read, if it matters. */
export const updateRoleInput = z.strictObject({
  role: z.string().max(ROLE_KEY_MAX),
  name: name.optional(),
  description: description.optional(),
  basePermissions: z.enum(BASE_PERMISSIONS).optional(),
  policy: policyInput.optional(),
  version: z.number().int().positive().optional(),
  comment,
});
export type UpdateRoleInput = z.output<typeof updateRoleInput>;

/** `evenInUse` says that it is known who has the role. */
export const deleteRoleInput = z.strictObject({
  role: z.string().max(ROLE_KEY_MAX),
  evenInUse: z.boolean().default(false),
  comment,
});
export type DeleteRoleInput = z.output<typeof deleteRoleInput>;

/** Roles by key or id, as they are put on a member or a token. */
export const roleRefsInput = z
  .array(z.string().min(1).max(ROLE_KEY_MAX))
  .max(ROLES_HELD_MAX, `Use at most ${ROLES_HELD_MAX} roles.`);

const ATTRIBUTE_KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const ATTRIBUTE_VALUE = /^[A-Za-z0-9._-]{1,64}$/;

/** The values of role attributes: names of things, never patterns (security 3.7). */
export const roleAttributesInput = z
  .record(
    z
      .string()
      .regex(ATTRIBUTE_KEY, "Use letters, digits, dots, dashes and underscores for an attribute's key.")
      .refine((text) => !looksLikeSecret(text), "That's a secret. Don't write it here."),
    z
      .array(
        z
          .string()
          .regex(ATTRIBUTE_VALUE, "A value is a name of letters, digits, dots, dashes and underscores, without *.")
          .refine((text) => !looksLikeSecret(text), "That's a secret. Don't write it here."),
      )
      .max(ATTRIBUTE_VALUES_MAX, `Use at most ${ATTRIBUTE_VALUES_MAX} values.`),
  )
  .refine((all) => Object.keys(all).length <= ATTRIBUTE_KEYS_MAX, `Use at most ${ATTRIBUTE_KEYS_MAX} attributes.`);

/** One role by its key or id. */
export const roleRefInput = z.strictObject({ role: z.string().min(1).max(ROLE_KEY_MAX) });
