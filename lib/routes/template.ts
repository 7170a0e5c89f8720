import { readResource } from "@/lib/policy/requested";

/** A resource in full with gaps: texts, and between each two the name of what goes there. */
export type Template = { readonly texts: readonly string[]; readonly names: readonly string[] };

const GAP = /\{([a-z][A-Za-z0-9]{0,31})\}/g;
/** What can stand in a name and mean nothing there but itself. */
const PLAIN = /^[\p{L}\p{N}._~@+-]{1,256}$/u;

/** Reads a rule's resource, or says in a sentence why it is none. */
export function readTemplate(text: string): Template | string {
  if (text.includes("*")) return "Name one resource. For a part of the path write its {name}.";
  const pieces = text.split(GAP);
  const texts = pieces.filter((_, at) => at % 2 === 0);
  const names = pieces.filter((_, at) => at % 2 === 1);
  // A type, a tag or a property out of an address would let whoever writes it choose what it is.
  const outside = names.find((_, at) => !/\/[^:;]*$/.test(texts.slice(0, at + 1).join("x")));
  if (outside !== undefined) return `Write {${outside}} as a name, after a slash, like order/{${outside}}.`;
  if (readResource(texts.join("x")) === null) return "Write one resource in full, like api/orders:order/{id}.";
  return { texts, names };
}

/** The resource with its gaps filled; null where something cannot stand in a name as it is. */
export function write({ texts, names }: Template, partOf: (name: string) => string | undefined): string | null {
  let written = texts[0] ?? "";
  for (const [at, name] of names.entries()) {
    const value = partOf(name);
    if (value === undefined || !PLAIN.test(value)) return null;
    written += value + (texts[at + 1] ?? "");
  }
  return written;
}
