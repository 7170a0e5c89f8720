import * as en from "@/components/messages/en";
import { type Place, placeOf, readJson } from "@/components/policy/json-places";
import type { FileProblem } from "@/lib/core/json-file";

/** A problem with where it stands in the text that was looked at. */
export type PlacedProblem = FileProblem & { readonly line: number; readonly place: Place };

/** Problems in the order of the text, each with its line. */
export function placed(text: string, problems: readonly FileProblem[]): PlacedProblem[] {
  const read = readJson(text);
  const found = problems.map((problem) => {
    const place = read.ok ? placeOf(read.places, problem.pointer) : { from: 0, to: 0 };
    return { ...problem, place, line: lineAt(text, place.from) };
  });
  return found.sort((a, b) => a.place.from - b.place.from);
}

/** Where a text stops being JSON; null where it is JSON, or empty. */
export function notJson(text: string): PlacedProblem | null {
  const read = readJson(text);
  if (read.ok || text.trim() === "") return null;
  const place = { from: Math.min(read.at, text.length), to: Math.min(read.at + 1, text.length) };
  return { pointer: "", message: en.vocabulary.notJson, place, line: read.line };
}

const lineAt = (text: string, at: number) => text.slice(0, at).split("\n").length;
