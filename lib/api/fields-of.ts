import type { z } from "zod";

type Issue = z.core.$ZodIssue;

const FIELDS_MAX = 20;

/**
 * The offending fields with a sentence each, named as the client named them: one at the top by its name, one further
 * in by its JSON Pointer, like `/inlineRole/2/resources/0`. `placed` says that every path begins with the part of the
 * request (`body`, `query`) that it lies in.
 */
export function fieldsOf(error: z.ZodError, placed = true): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues.flatMap(inward)) {
    const [place, path] = placed ? [String(issue.path[0] ?? "body"), issue.path.slice(1)] : ["body", issue.path];
    const unknown = issue.code === "unrecognized_keys" ? issue.keys.slice(0, FIELDS_MAX) : [];
    const names =
      unknown.length > 0 ? unknown.map((key) => fieldName([...path, key], place)) : [fieldName(path, place)];
    for (const name of names) fields[name] = [unknown.length > 0 ? "This field is not known here." : issue.message];
    if (Object.keys(fields).length >= FIELDS_MAX) break;
  }
  return fields;
}

function fieldName(path: readonly PropertyKey[], place: string): string {
  const [first] = path;
  if (first === undefined) return place;
  const name = path.length === 1 && typeof first === "string" ? first : pointer(path);
  return name.slice(0, 100);
}

const pointer = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Of the forms that a value may take, the problems of the one that it comes closest to. */
function inward(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const [closest] = [...issue.errors].sort((a, b) => distance(a) - distance(b));
  const form = closest !== undefined && distance(closest) < OTHER_TYPE ? closest : null;
  if (!form) return [issue];
  return form.flatMap(inward).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const OTHER_TYPE = 1000;

function distance(issues: readonly Issue[]): number {
  const each = issues.map(({ path, ...issue }) => {
    if (path.length > 0) return path.length === 1 ? 1 : 0;
    return issue.code === "unrecognized_keys" ? issue.keys.length : OTHER_TYPE;
  });
  return each.reduce<number>((sum, distance) => sum + distance, 0);
}
