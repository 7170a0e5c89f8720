import type { Evaluation } from "./authzen-input";

// What has a meaning of its own in a specifier is no part of a tag or property: it could turn one into another.
const PLAIN = /^[\p{L}\p{N}._-]{1,256}$/u;

/**
 * The specifier that a question names: its `id` in full, then its tags, and its other properties as `{key:value}` (ruling
 * R42); properties of the action as `{action.key:value}` (decision 0027). Null where something of it cannot be written down: what is left out could be what a policy denies.
 */
export function namedResource({ resource, action }: Pick<Evaluation, "resource" | "action">): string | null {
  const { type, id, properties = {} } = resource;
  const { tags = [], ...others } = properties;
  if (typeOf(id) !== type) return null;
  const ofAction = Object.entries(action.properties ?? {}).map(([key, value]) => [`action.${key}`, value] as const);
  const pairs = [...Object.entries(others), ...ofAction];
  if (!Array.isArray(tags) || (id.includes(";") && (tags.length > 0 || pairs.length > 0))) return null;
  const written = [...tags.map(plain), ...pairs.map(([key, value]) => pair(plain(key), plain(value)))];
  return written.every((part) => part !== null) ? [id, ...written].join(";") : null;
}

/** The type of the last part of a specifier. */
function typeOf(specifier: string): string {
  const last = specifier.split(":").at(-1) ?? "";
  return last.split(/[/;]/, 1)[0] ?? "";
}

const pair = (key: string | null, value: string | null) =>
  key === null || value === null ? null : `{${key}:${value}}`;

function plain(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && PLAIN.test(value) ? value : null;
}
