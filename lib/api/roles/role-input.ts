import { z } from "zod";
import { BASE_PERMISSIONS } from "@/lib/core/base-role";
import { createRoleInput } from "@/lib/roles/input";
import { shownAs } from "../contract/shown-as";
import { commentInput, operations, wrappedPatch } from "../json-patch";
import { POLICY, policyBody } from "../policy-body";

const { comment: _, ...given } = createRoleInput.shape;

/** What POST takes: the wire's names are the domain's here. */
export const rolePost = z.strictObject({ ...given, policy: policyBody }).meta({ id: "RolePost" });

/** What of a role may change; the key and the category are for good. */
export const PATCHABLE = {
  members: ["name", "description", "basePermissions", "policy"],
  lists: ["policy"],
};

/** What a role must be after a change: nothing that it needs may be missing. */
export const changedRole = z.strictObject({
  name: given.name,
  description: given.description,
  basePermissions: given.basePermissions,
  policy: given.policy,
});

/** A merge patch (RFC 7396): null takes a member away. What the values must be is asked of the end. */
const merge = z
  .strictObject({
    name: shownAs(z.unknown().optional(), { type: "string" }),
    description: shownAs(z.unknown().optional(), { type: ["string", "null"] }),
    basePermissions: shownAs(z.unknown().optional(), { type: ["string", "null"], enum: [...BASE_PERMISSIONS, null] }),
    policy: shownAs(z.unknown().optional(), POLICY),
  })
  .meta({ id: "RoleMerge" });

// Not taken for one of the other forms, whose problems are then told.
const nothing = z.unknown().refine((value) => value === undefined, { abort: true });
const bareMerge = merge.extend({ patch: nothing.optional(), merge: nothing.optional() });

/** What PATCH takes: operations, bare or with a comment, or a merge patch, bare or with a comment (semantics 4.1, 4.7). */
export const rolePatch = z
  .union([
    operations.transform((patch) => ({ patch, comment: "" })),
    wrappedPatch,
    z.strictObject({ merge, comment: commentInput }),
    shownAs(
      bareMerge.transform((bare) => ({ merge: bare, comment: "" })),
      { $ref: "#/$defs/RoleMerge" },
    ),
  ])
  .transform((body): RolePatch => body);

export type RolePatch =
  | z.output<typeof wrappedPatch>
  | { readonly merge: z.output<typeof merge>; readonly comment: string };
