import type { JsonSchema } from "../contract/contract";
import type { FieldView, ShapeView, TypeView } from "../view";

const nameOf = (schema: JsonSchema) =>
  String(schema["$ref"] ?? "")
    .split("/")
    .at(-1) ?? "";
const list = (value: unknown) => (Array.isArray(value) ? (value as JsonSchema[]) : []);

/** A schema's type in words. */
export function typeOf(schema: JsonSchema): TypeView {
  const name = nameOf(schema);
  if (name !== "") return { text: name, name };
  const forms = list(schema["anyOf"] ?? schema["oneOf"]).map(typeOf);
  if (forms.length > 0) {
    const texts = [...new Set(forms.map(({ text }) => text))];
    return { text: texts.join(" or "), name: forms.find((form) => form.name !== null)?.name ?? null };
  }
  if (Array.isArray(schema["enum"]))
    return { text: schema["enum"].map((value) => JSON.stringify(value)).join(" | "), name: null };
  if (schema["const"] !== undefined) return { text: JSON.stringify(schema["const"]), name: null };
  if (schema["type"] === "array") {
    const { text, name: of } = typeOf((schema["items"] ?? {}) as JsonSchema);
    return { text: `list of ${text}`, name: of };
  }
  const map = schema["additionalProperties"];
  if (schema["type"] === "object" && typeof map === "object" && map !== null) {
    const { text, name: of } = typeOf(map as JsonSchema);
    return { text: `${text} by name`, name: of };
  }
  return { text: [schema["type"] ?? "anything"].flat().join(" or "), name: null };
}

/** The forms that a value may take, each with its fields; fields of objects within are named by their path. */
export function shapesOf(schema: JsonSchema): ShapeView[] {
  const forms = list(schema["anyOf"] ?? schema["oneOf"]);
  if (forms.length > 0) return forms.flatMap(shapesOf);
  const inner = schema["type"] === "array" ? (schema["items"] as JsonSchema) : schema;
  const within = list(inner["anyOf"] ?? inner["oneOf"]);
  if (within.length > 0) return within.flatMap((each) => shapesOf(each));
  return [{ type: typeOf(schema), fields: fieldsOf(inner, "", 0) }];
}

const DEEPEST = 2;

function fieldsOf(schema: JsonSchema, at: string, depth: number): FieldView[] {
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  return properties.flatMap(([key, field]) => {
    const isList = field["type"] === "array";
    const name = `${at}${key}`;
    const view = { name, type: typeOf(field), required: required.has(key), words: String(field["description"] ?? "") };
    const inner = isList ? ((field["items"] ?? {}) as JsonSchema) : field;
    return depth < DEEPEST ? [view, ...fieldsOf(inner, `${name}${isList ? "[]" : ""}.`, depth + 1)] : [view];
  });
}
