import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { WireState } from "./wire-state";

/** One operation of a JSON Patch. */
export const patchRep = z
  .object({
    op: z.enum(["add", "replace", "remove"]),
    path: z.string(),
    value: z.unknown().optional(),
  })
  .meta({ id: "Delta" });

/** The patch that leads from one state to the other; null unless both are known, as for what was made or deleted. */
export function deltaOf(before: WireState | null, after: WireState | null): z.input<typeof patchRep>[] | null {
  if (!before || !after) return null;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): z.input<typeof patchRep>[] => {
    const path = `/${name}`; // the names of the wire hold nothing that a pointer has to escape
    if (!Object.hasOwn(after, name)) return [{ op: "remove", path }];
    const value = after[name];
    if (!Object.hasOwn(before, name)) return [{ op: "add", path, value }];
    return isDeepStrictEqual(before[name], value) ? [] : [{ op: "replace", path, value }];
  });
}
