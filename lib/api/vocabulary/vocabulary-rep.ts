import { z } from "zod";
import { ACTION_GROUPS } from "@/lib/policy/action";
import type { Vocabulary } from "@/lib/policy/vocabulary";
import { vocabularyFile } from "@/lib/vocabulary/file-schema";
import { shownAs } from "../contract/shown-as";
import { link, linksRep } from "../reps";

const actionRep = z
  .object({ name: z.string(), label: z.string(), group: z.enum(ACTION_GROUPS) })
  .meta({ id: "VocabularyAction" });
const typeRep = z
  .object({
    type: z.string(),
    label: z.string(),
    singular: z.string(),
    example: z.string().optional(),
    actions: z.array(actionRep),
  })
  .meta({ id: "VocabularyType" });

export const vocabularyRep = z.object({ types: z.array(typeRep), _links: linksRep }).meta({ id: "Vocabulary" });

/** What PUT takes: the same as the console imports. What may be left out, and the short way to write an action, the schema itself can't say. */
export const vocabularyPut = shownAs(vocabularyFile, {
  type: "object",
  required: ["types"],
  additionalProperties: false,
  properties: {
    types: {
      type: "array",
      description: "Your types.",
      items: {
        type: "object",
        required: ["type", "actions"],
        additionalProperties: false,
        properties: {
          type: { type: "string", description: "The type's name; types in one another as `api:order`." },
          label: { type: "string", description: "What several of them are called." },
          singular: { type: "string", description: "What one of them is called." },
          example: { type: "string", description: "One resource in full, `api/orders:order/1042`." },
          actions: {
            type: "array",
            description: "What can be done to it: each by its name, or as an object.",
            items: {
              anyOf: [
                { type: "string" },
                {
                  type: "object",
                  required: ["name"],
                  additionalProperties: false,
                  properties: {
                    name: { type: "string", description: "The action as policies name it." },
                    label: { type: "string", description: "What it is called; else that is read off the name." },
                    group: {
                      type: "string",
                      enum: [...ACTION_GROUPS],
                      description: "Where it stands in menus and matrices; else that is read off the name.",
                    },
                  },
                },
              ],
            },
          },
        },
      },
    },
  },
});

/** A vocabulary as it goes out, spelled out by hand. */
export function toVocabularyRep(types: Vocabulary): z.input<typeof vocabularyRep> {
  return {
    types: types.map(({ type, label, singular, example, actions }) => ({
      type,
      label,
      singular,
      ...(example === undefined ? {} : { example }),
      actions: actions.map(({ name, label: said, group }) => ({ name, label: said, group })),
    })),
    _links: { self: link("/api/v2/vocabulary") },
  };
}
