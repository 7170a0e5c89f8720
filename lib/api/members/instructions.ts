import { z } from "zod";
import { BASE_ROLES } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import type { MemberCondition } from "@/lib/members/input";
import type { MembersInstruction } from "@/lib/members/update-members";
import { roleAttributesInput, roleRefsInput } from "@/lib/roles/input";
import { commentInput } from "../json-patch";
import { lastSeenInput } from "./filter";
import { inWireWords } from "./member-input";

const ids = z.array(z.string().max(64)).max(1000, "Name at most 1000 members.");
const text = z.string().max(1000);
const value = z.enum(BASE_ROLES);

/** Whom an "All" instruction is about: all whom the filters hold for, since the model product's examples read so (semantics 4.6). */
const filters = {
  filterLastSeen: lastSeenInput.optional(),
  filterQuery: text.optional(),
  filterRoles: z.union([text.transform((roles) => roles.split("|")), z.array(text).max(100)]).optional(),
  filterTeamKey: text.optional(),
  ignoredMemberIDs: ids.default([]),
};

// The model product's own example leaves an s out.
const instruction = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal(["replaceMembersRoles", "replaceMemberRoles"]), value, memberIDs: ids }),
    z.strictObject({ kind: z.literal("replaceAllMembersRoles"), value, ...filters }),
    z.strictObject({ kind: z.literal("replaceMembersCustomRoles"), values: roleRefsInput, memberIDs: ids }),
    z.strictObject({ kind: z.literal("replaceAllMembersCustomRoles"), values: roleRefsInput, ...filters }),
    z.strictObject({ kind: z.literal("replaceMembersRoleAttributes"), value: roleAttributesInput, memberIDs: ids }),
  ])
  .meta({ id: "MembersInstruction" });
type Instruction = z.output<typeof instruction>;

/** What PATCH takes of many members: instructions, in their order (semantics 4.6). */
export const membersPatch = z
  .strictObject({
    instructions: z.array(instruction).min(1, "Give an instruction.").max(20, "Give at most 20 instructions."),
    comment: commentInput,
  })
  .meta({ id: "MembersPatch" });

/** An instruction as the domain takes it. A new base role takes the place of the custom roles that were held directly. */
export function toInstruction(given: Instruction): MembersInstruction {
  switch (given.kind) {
    case "replaceMembersRoles":
    case "replaceMemberRoles":
      return { of: { ids: given.memberIDs }, change: { baseRole: given.value, roles: [] } };
    case "replaceAllMembersRoles":
      return { of: matching(given), change: { baseRole: given.value, roles: [] } };
    case "replaceMembersCustomRoles":
      return { of: { ids: given.memberIDs }, change: { roles: given.values } };
    case "replaceAllMembersCustomRoles":
      return { of: matching(given), change: { roles: given.values } };
    case "replaceMembersRoleAttributes":
      return { of: { ids: given.memberIDs }, change: { roleAttributes: given.value } };
  }
}

type Filters = Extract<Instruction, { ignoredMemberIDs: string[] }>;

function matching({ filterLastSeen, filterQuery, filterRoles, filterTeamKey, ignoredMemberIDs }: Filters) {
  const conditions: MemberCondition[] = [
    ...(filterLastSeen ? [{ field: "lastSeen", is: filterLastSeen } as const] : []),
    ...(filterQuery ? [{ field: "query", values: [filterQuery] } as const] : []),
    ...(filterRoles ? [{ field: "role", values: filterRoles } as const] : []),
    ...(filterTeamKey ? [{ field: "nobody" } as const] : []), // there are no teams yet
  ];
  return { matching: conditions, ignored: ignoredMemberIDs };
}

/** A refusal that names a field of an instruction by its pointer. */
export function instructionInWireWords(refusal: Refusal): Refusal {
  const named = inWireWords(refusal, { roles: "values" });
  if (named.kind !== "invalid_input") return named;
  const fields = Object.entries(named.fields).map(([name, sentences]) => [`/instructions${name}`, sentences]);
  return { kind: "invalid_input", fields: Object.fromEntries(fields) };
}
