import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { JsonSchema } from "./contract";
import { shownInstead } from "./shown-as";
import { FIELD_WORDS } from "./words";

export type Components = Map<string, JsonSchema>;

/**
 * A zod schema as JSON Schema, of what goes over the wire. Schemas with an id become components, which are collected
 * in `components`; every field says what it is.
 */
export function jsonSchemaOf(schema: z.ZodType, components: Components): JsonSchema {
  const { $defs = {}, properties } = z.toJSONSchema(z.object({ it: schema }), {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      delete jsonSchema.id;
      const instead = shownInstead(zodSchema);
      if (!instead) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, instead);
    },
  });
  for (const [name, raw] of Object.entries($defs)) {
    const component = worded(raw as JsonSchema, name);
    const before = components.get(name);
    if (before && !isDeepStrictEqual(before, component)) throw new Error(`two schemas call themselves ${name}`);
    components.set(name, component);
  }
  return worded(properties?.["it"] as JsonSchema, "");
}

/** References led to the components, and fields described by their names where they do not do it themselves. */
function worded(schema: JsonSchema, component: string): JsonSchema {
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === "$ref") return [key, String(value).replace("#/$defs/", "#/components/schemas/")];
    if (key === "properties") return [key, wordedFields(value as Record<string, JsonSchema>, component)];
    if (DATA.has(key)) return [key, value];
    if (Array.isArray(value)) return [key, value.map((each) => (isSchema(each) ? worded(each, "") : each))];
    return [key, isSchema(value) ? worded(value, "") : value];
  });
  return Object.fromEntries(entries);
}

/** Whose values are data, whatever they look like. */
const DATA = new Set(["default", "examples", "const", "enum", "required"]);

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;

function wordedFields(fields: Record<string, JsonSchema>, component: string) {
  const entries = Object.entries(fields).map(([name, field]) => {
    const description = field["description"] ?? FIELD_WORDS[`${component}.${name}`] ?? FIELD_WORDS[name];
    return [name, { ...worded(field, ""), ...(description === undefined ? {} : { description }) }];
  });
  return Object.fromEntries(entries);
}
