import { z } from "zod";
import { strictly } from "@/lib/core/json-file";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import { ACTION_GROUPS, actionNamed } from "@/lib/policy/action";
import { CATALOGUE } from "@/lib/policy/catalogue";
import { levelsOf, typePathOf } from "@/lib/policy/catalogue-specifier";
import { fold } from "@/lib/policy/fold";
import { readResource } from "@/lib/policy/requested";
import type { VocabularyType } from "@/lib/policy/vocabulary";
import {
  ACTION_NAME_MAX,
  ACTIONS_MAX,
  ALL_ACTIONS_MAX,
  EXAMPLE_MAX,
  LABEL_MAX,
  LEVELS_MAX,
  TYPE_NAME_MAX,
  TYPES_MAX,
  VOCABULARY_MAX,
} from "./limits";
import { writeFile } from "./write-file";

const TYPE_NAME = /^[A-Za-z][A-Za-z0-9._-]*$/;
const ACTION_NAME = /^[A-Za-z][A-Za-z0-9._:/-]*$/;
/** What base roles, gates and menus know by the first type of a specifier: nobody else's may begin so, in any case of letters. */
const OURS = new Set(CATALOGUE.map(({ key }) => fold(levelsOf(key)[0]?.type ?? key)));

const words = z
  .string("Write a text.")
  .trim()
  .min(1, "Write something, or leave it out.")
  .max(LABEL_MAX, `Keep it under ${LABEL_MAX} characters.`)
  .refine(isPlainText, "Leave out control characters.")
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a label.");

/** An action by its name alone, or with its words; what is left out is read off the name, as for built-in ones. */
const action = z
  .preprocess(
    (written) => (typeof written === "string" ? { name: written } : written),
    strictly("Write the action's name, or an object with its name.", {
      name: z
        .string("Write the action's name.")
        .max(ACTION_NAME_MAX, `Keep it under ${ACTION_NAME_MAX} characters.`)
        .regex(ACTION_NAME, "Begin with a letter, then use letters, digits and . _ - : / only."),
      label: words.optional(),
      group: z.enum(ACTION_GROUPS, `Use one of ${ACTION_GROUPS.join(", ")}.`).optional(),
    }),
  )
  .transform(({ name, label, group }) => {
    const named = actionNamed(name, label);
    return group === undefined ? named : { ...named, group };
  });

// One problem of a type at a time, and none of its example while there is one.
const typePath = z
  .string("Write the type, like “order” or “api:path”.")
  .refine((type) => type.split(":").length <= LEVELS_MAX, {
    error: `Use at most ${LEVELS_MAX} types in one another.`,
    abort: true,
  })
  .refine((type) => type.split(":").every((each) => TYPE_NAME.test(each) && each.length <= TYPE_NAME_MAX), {
    error: `Begin each type with a letter, then use letters, digits and . _ - only, up to ${TYPE_NAME_MAX}; write types in one another as “api:path”.`,
    abort: true,
  })
  .refine((type) => !OURS.has(fold(type.split(":")[0] ?? "")), {
    error: ({ input }) => `“${String(input).split(":")[0]}” is Latchkey's own. Begin with a type of your services.`,
    abort: true,
  });

const type = strictly("Write an object with a type and its actions.", {
  type: typePath,
  label: words.optional(),
  singular: words.optional(),
  example: z
    .string("Write one resource in full.")
    .max(EXAMPLE_MAX, `Keep it under ${EXAMPLE_MAX} characters.`)
    .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as an example.")
    .optional(),
  actions: z
    .array(action, "List the type's actions.")
    .min(1, "Name at least one action.")
    .max(ACTIONS_MAX, `Use at most ${ACTIONS_MAX} actions for one type.`)
    .superRefine((actions, context) => {
      for (const at of repeated(actions.map(({ name }) => name)))
        context.addIssue({ code: "custom", path: [at, "name"], message: `“${actions[at]?.name}” is there twice.` });
    }),
})
  .superRefine(({ type, example }, context) => {
    if (example === undefined || (readResource(example) !== null && typePathOf(example) === type)) return;
    const like = type.replaceAll(/[^:]+/g, "$&/name");
    context.addIssue({ code: "custom", path: ["example"], message: `Write one resource of this type: ${like}.` });
  })
  .transform(({ type, label, singular, example, actions }): VocabularyType => {
    const said = spelled(type);
    return {
      type,
      label: label ?? said.charAt(0).toUpperCase() + said.slice(1),
      singular: singular ?? said,
      ...(example !== undefined && { example }),
      actions,
    };
  });

/** A vocabulary as people write it down. Problems have the place of what they are about. */
export const vocabularyFile = strictly("Write an object with a list of types.", {
  types: z
    .array(type, "List your types.")
    .min(1, "Name at least one type.")
    .max(TYPES_MAX, `Use at most ${TYPES_MAX} types.`)
    .superRefine((types, context) => {
      for (const at of repeated(types.map((each) => each.type)))
        context.addIssue({ code: "custom", path: [at, "type"], message: `“${types[at]?.type}” is there twice.` });
      if (types.reduce((sum, { actions }) => sum + actions.length, 0) > ALL_ACTIONS_MAX)
        context.addIssue({ code: "custom", message: `Use at most ${ALL_ACTIONS_MAX} actions in all.` });
      if (writeFile(types).length > VOCABULARY_MAX)
        context.addIssue({
          code: "custom",
          message: `That is more than ${VOCABULARY_MAX / 1024} KB of types and actions. Use fewer, or shorter words.`,
        });
    }),
});

/** "order-line" → "order line", of the type that is meant at last. */
const spelled = (type: string) => (type.split(":").at(-1) ?? type).replaceAll(/[._-]+/g, " ").trim();

/** Where names stand that stood before, in whatever letters. */
function repeated(names: readonly string[]): number[] {
  const folded = names.map(fold);
  return folded.flatMap((name, at) => (folded.indexOf(name) < at ? [at] : []));
}
