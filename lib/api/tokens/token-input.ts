import { z } from "zod";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import { policyInput, roleRefsInput } from "@/lib/roles/input";
import { createTokenInput, type TokenRoleInput } from "@/lib/tokens/input";
import { EXPIRY_MAX } from "@/lib/tokens/limits";
import { shownAs } from "../contract/shown-as";
import { POLICY } from "../policy-body";

/** The three forms in which a token's permission is given: one of them at a time (semantics 1.2). */
export const FORMS = ["role", "customRoleIds", "inlineRole"] as const;
export type Form = (typeof FORMS)[number];

const text = createTokenInput.shape;
const absentIfEmpty = (value: unknown) => (Array.isArray(value) && value.length === 0 ? undefined : value);

/** What POST and PATCH have in common. An empty text or list is like none. */
const members = {
  name: text.name,
  description: text.description,
  role: z.enum(["", ...TOKEN_ROLES]).default(""),
  customRoleIds: roleRefsInput.default([]),
  inlineRole: shownAs(z.preprocess(absentIfEmpty, policyInput.optional()).optional(), POLICY),
  defaultApiVersion: text.defaultApiVersion,
  expirationDate: z.number().int().positive().max(EXPIRY_MAX, "Choose a time before the year 10000.").optional(),
};

type Given = { [F in Form]: z.output<(typeof members)[F]> };
type Context = { addIssue(issue: { code: "custom"; path: string[]; message: string; input: unknown }): void };

/** The one form that is given, as the domain wants it; null for none, and a problem for several. */
function oneForm({ role, customRoleIds, inlineRole }: Given, context: Context): TokenRoleInput | null {
  const forms: TokenRoleInput[] = [
    ...(role === "" ? [] : [{ source: "base", baseRole: role } as const]),
    ...(customRoleIds.length === 0 ? [] : [{ source: "custom", roles: customRoleIds } as const]),
    ...(inlineRole === undefined ? [] : [{ source: "inline", statements: inlineRole } as const]),
  ];
  const [first, second] = forms;
  if (second) {
    const message = "Give one of role, customRoleIds and inlineRole.";
    context.addIssue({ code: "custom", path: [FORM_OF[second.source]], message, input: role });
  }
  return first ?? null;
}

const FORM_OF = { base: "role", custom: "customRoleIds", inline: "inlineRole" } as const;

/** What POST takes: the wire's names, mapped to the domain's input. Without a form of permission it is a Reader's. */
export const tokenPost = z
  .strictObject({ ...members, serviceToken: z.boolean().default(false) })
  .transform(({ role, customRoleIds, inlineRole, serviceToken, expirationDate, ...rest }, context) => ({
    ...rest,
    kind: serviceToken ? ("service" as const) : ("personal" as const),
    role: oneForm({ role, customRoleIds, inlineRole }, context) ?? READER,
    expiresAt: expirationDate ?? null,
  }))
  .meta({ id: "TokenPost" });

const READER = { source: "base", baseRole: "reader" } as const;

/** What a token must be after a patch; the form of permission is null where the patch leaves it alone. */
export const patchedToken = z
  .strictObject({ ...members, paused: z.boolean().default(false), formTouched: z.boolean() })
  .transform(({ role, customRoleIds, inlineRole, formTouched, expirationDate, ...rest }, context) => {
    const form = oneForm({ role, customRoleIds, inlineRole }, context);
    if (formTouched && !form) {
      const message = "A token needs one of role, customRoleIds and inlineRole.";
      context.addIssue({ code: "custom", path: ["role"], message, input: role });
    }
    return { ...rest, role: form, expiresAt: expirationDate ?? null };
  });

/** A refusal that names a field by the name the client gave it; `form` is that of the permission. */
export function inWireWords(refusal: Refusal, form: TokenRoleInput | null): Refusal {
  if (refusal.kind !== "invalid_input") return refusal;
  const words: Record<string, string> = {
    expiresAt: "expirationDate",
    oldUntil: "expiry",
    role: FORM_OF[form?.source ?? "base"],
  };
  const fields = Object.entries(refusal.fields).map(([name, sentences]) => [words[name] ?? name, sentences]);
  return { kind: "invalid_input", fields: Object.fromEntries(fields) };
}

const INSTANT = "Give an instant in epoch milliseconds, like 1764547200000.";
/** Before this many milliseconds lies nothing that anybody means; seconds do. */
const SURELY_MILLISECONDS = 100_000_000_000;

const instant = z
  .number(INSTANT)
  .int(INSTANT)
  .nonnegative(INSTANT)
  .max(8.64e15, INSTANT)
  .refine((value) => value === 0 || value >= SURELY_MILLISECONDS, "Give milliseconds, not seconds.");

/** When the old secret ends, in the query. */
export const resetQuery = z.object({
  expiry: shownAs(
    z
      .string()
      .regex(/^(|\d{1,16})$/, INSTANT)
      .transform((text) => (text === "" ? null : Number(text)))
      .pipe(instant.nullable())
      .default(null),
    { type: "integer", minimum: 0 },
  ),
});

/** The same in a body, as older clients send it; most send none, under whatever content type (semantics 2, 7.2). */
export const resetBody = z
  .object({ expiry: instant.nullable().default(null) })
  .nullable()
  .default(null);
