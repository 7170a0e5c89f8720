import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { DOCUMENT } from "./document";

// Formats and `x-` members are notes for readers; `strict` would refuse them.
const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
ajv.addSchema({ $id: "latchkey", components: closed(DOCUMENT.components) });
const compiled = new Map<object, ValidateFunction>();

/** What is wrong with a value by a schema of the contract, in words; null if nothing is. Nothing undeclared is let pass. */
export function faultBy(schema: object, value: unknown): string | null {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(led(closed(schema)) as object);
    compiled.set(schema, validate);
  }
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

/** References led to the components, which are a schema of their own here. */
function led(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"latchkey#/components/'));
}

/** Objects may have what is declared and nothing else, unless they say otherwise. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const open =
    "type" in inner && inner["type"] === "object" && "properties" in inner && !("additionalProperties" in inner);
  return open ? { ...inner, additionalProperties: false } : inner;
}
