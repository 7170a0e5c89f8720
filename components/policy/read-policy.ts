import * as en from "@/components/messages/en";
import { parseStatements } from "@/lib/policy/parse";
import type { Statement } from "@/lib/policy/statement";
import type { Finding } from "./finding";
import { type Place, placeOf, readJson } from "./json-places";

/** A text read as a policy: its statements, or what stands in the way; `place` finds a pointer in the text. */
export type ReadPolicy = {
  readonly statements: readonly Statement[] | null;
  readonly findings: readonly Finding[];
  readonly place: (pointer: string) => Place;
};

/** Reads what was typed as JSON, as the server would. */
export function readPolicy(text: string): ReadPolicy {
  const read = readJson(text);
  if (!read.ok) {
    const { at, line, column } = read;
    const place = { from: Math.min(at, text.length), to: Math.min(at + 1, text.length) };
    return { statements: null, findings: [finding("P01", "", en.policy.p01(line, column))], place: () => place };
  }
  const place = (pointer: string) => placeOf(read.places, pointer);
  const parsed = parseStatements(read.value);
  if (parsed.ok) return { statements: parsed.value, findings: [], place };
  return { statements: null, findings: findingsOf(parsed.error), place };
}

/** What keeps statements of the builder from being a policy. */
export function problemsOf(statements: readonly Statement[]): readonly Finding[] {
  const parsed = parseStatements(statements);
  return parsed.ok ? [] : findingsOf(parsed.error);
}

const findingsOf = (problems: readonly { pointer: string; message: string }[]) =>
  problems.map(({ pointer, message }) => finding(codeOf(pointer, message), pointer, message));

/** The linter's number of a problem, which the parser does not know. */
function codeOf(pointer: string, message: string): string {
  if (pointer === "" && message.includes("at most")) return "P08";
  if (/\/effect$/.test(pointer)) return "P03";
  if (/resources/i.test(pointer) || / resources or /.test(message)) return "P04";
  if (/actions/i.test(pointer) || / actions or /.test(message)) return "P05";
  return "P02";
}

function finding(code: string, pointer: string, message: string): Finding {
  return { code, level: "error", pointer, message };
}
