import { z } from "zod";
import type { JsonSchema } from "./contract";

const shown = z.registry<{ as: JsonSchema }>();

/** A schema that the contract shows in other words than its own, where those say less than it takes. */
export function shownAs<S extends z.ZodType>(schema: S, as: JsonSchema): S {
  shown.add(schema, { as });
  return schema;
}

export const shownInstead = (schema: z.core.$ZodType): JsonSchema | undefined => shown.get(schema)?.as;
