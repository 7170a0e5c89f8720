import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { isPlainText } from "@/lib/core/text";

const OPERATIONS_MAX = 50;

const operation = z
  .strictObject({
    op: z.enum(["add", "replace", "remove", "test"], "Use add, replace, remove or test."),
    path: z.string().max(200),
    value: z.unknown().optional(),
  })
  .refine(({ op, ...rest }) => op === "remove" || Object.hasOwn(rest, "value"), {
    path: ["value"],
    error: "Give the value.",
  })
  .meta({ id: "PatchOperation" });
export type Operation = z.output<typeof operation>;

export const operations = z
  .array(operation)
  .max(OPERATIONS_MAX, `Use at most ${OPERATIONS_MAX} operations.`)
  .meta({ id: "PatchOperations" });

/** What a change may be explained with, for the audit log. */
export const commentInput = z
  .string()
  .trim()
  .max(500, "Keep the comment under 500 characters.")
  .refine(isPlainText, "Leave out control characters.")
  .default("");

export const wrappedPatch = z
  .strictObject({ patch: operations, comment: commentInput })
  .meta({ id: "PatchWithComment" });

/** A patch as it comes in: bare operations, or with a comment (semantics 4.1). */
export const patchBody = z
  .union([operations, wrappedPatch])
  .transform((body) => (Array.isArray(body) ? { patch: body, comment: "" } : body));

/** A resource as far as it may be patched: what is not there is absent. */
export type Document = Readonly<Record<string, unknown>>;

/** The members that may be patched; of `lists` every element as well. Nothing outside can be tested either. */
export type Patchable = { readonly members: readonly string[]; readonly lists: readonly string[] };

type Place = { readonly member: string; readonly element: string | null };

/**
 * What the operations make of a document, one after the other (ruling R29, security 3.8). A replacement of an absent
 * member adds it, since the model product's clients count on it (semantics 4.5). What comes out is not looked at.
 */
export function applyPatch(
  document: Document,
  patch: readonly Operation[],
  patchable: Patchable,
): Result<Document, Refusal> {
  let state: Result<Document, Refusal> = ok(document);
  for (const operation of patch) {
    const place = placeOf(operation.path, patchable);
    if (!place) return err({ kind: "invalid_input", fields: { [operation.path || "path"]: [NOT_HERE] } });
    state = applyOne(state.value, operation, place);
    if (!state.ok) return state;
  }
  return state;
}

const NOT_HERE = "This cannot be patched.";

/** The members that the operations write or take away. */
export function touchedBy(patch: readonly Operation[]): ReadonlySet<string> {
  return new Set(patch.filter(({ op }) => op !== "test").map(({ path }) => memberOf(path)));
}

/** The members that the operations write. */
export function writtenBy(patch: readonly Operation[]): ReadonlySet<string> {
  return touchedBy(patch.filter(({ op }) => op !== "remove"));
}

const memberOf = (path: string) => path.split("/")[1] ?? "";

function placeOf(path: string, { members, lists }: Patchable): Place | null {
  const [root, member = "", element, ...deeper] = path.split("/");
  if (root !== "" || deeper.length > 0) return null;
  if (element === undefined) return members.includes(member) ? { member, element: null } : null;
  return lists.includes(member) && /^(-|0|[1-9]\d{0,4})$/.test(element) ? { member, element } : null;
}

function applyOne(document: Document, operation: Operation, { member, element }: Place): Result<Document, Refusal> {
  const present = Object.hasOwn(document, member);
  const failed = (why: "nothing_there" | "test_failed") =>
    err({ kind: "patch_failed", path: operation.path, why } as const);
  if (element === null) {
    const { [member]: value, ...others } = document;
    if (operation.op === "remove") return present ? ok(others) : failed("nothing_there");
    if (operation.op !== "test") return ok({ ...document, [member]: operation.value });
    return present && isDeepStrictEqual(value, operation.value) ? ok(document) : failed("test_failed");
  }
  const list = present ? document[member] : null;
  if (!Array.isArray(list)) return failed("nothing_there");
  const changed = applyToList(list, operation, element === "-" ? list.length : Number(element));
  return changed === null
    ? failed(operation.op === "test" ? "test_failed" : "nothing_there")
    : ok({ ...document, [member]: changed });
}

/** The list after the operation; null if it fails. */
function applyToList(list: readonly unknown[], { op, value }: Operation, at: number): readonly unknown[] | null {
  if (op === "add") return at <= list.length ? list.toSpliced(at, 0, value) : null;
  if (at >= list.length) return null;
  if (op === "remove") return list.toSpliced(at, 1);
  if (op === "replace") return list.with(at, value);
  return isDeepStrictEqual(list[at], value) ? list : null;
}
