import type { LucideIcon } from "lucide-react";

/** One line of the palette: a place to go to, or something done at once. */
export type Entry = {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Stands quietly at the line's end. */
  readonly note?: string;
  readonly Icon: LucideIcon;
} & ({ readonly href: string } | { readonly run: () => void });

/** A command, with what else people call it. */
export type Command = Entry & { readonly also?: string };

/** The commands in which every word of the text begins some word. All of them for no text. */
export function matching(commands: readonly Command[], q: string): readonly Command[] {
  const asked = words(q);
  return commands.filter(({ label, also = "" }) => {
    const known = words(`${label} ${also}`);
    return asked.every((word) => known.some((other) => other.startsWith(word)));
  });
}

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
