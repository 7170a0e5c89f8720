import type { Catalogue } from "@/lib/policy/catalogue";
import { typePathOf } from "@/lib/policy/catalogue-specifier";
import { heldBack } from "@/lib/policy/held-back";
import { type PermissionMatrix, permissionMatrix } from "@/lib/policy/matrix";
import { sentenceOf } from "@/lib/policy/sentence";
import type { Grants } from "@/lib/policy/statement";
import { filledIn } from "./filled-in";
import { actionInWords } from "./in-words";
import { allRows, tellingRows, usualKinds } from "./matrix-rows";

/** What grants come to, ready to be shown: worked out by the engine, in the browser for a draft, on the server else. */
export type Ability = {
  readonly sentence: string;
  readonly rows: PermissionMatrix;
  readonly telling: readonly string[];
  readonly held: {
    readonly count: number;
    /** Whether there are more than were counted. */
    readonly more: boolean;
    readonly kinds: readonly { readonly label: string; readonly actions: readonly string[] }[];
  };
};

const HELD_MAX = 200;

/** `everything` says whose everything it is, where they are not the viewer's own grants. */
export function abilityOf(grants: Grants, catalogue: Catalogue, everything?: string): Ability {
  const filled = filledIn(grants);
  const matrix = permissionMatrix(filled, { catalogue });
  const held = heldBack(filled, HELD_MAX, catalogue);
  const byKind = new Map<string, Set<string>>();
  for (const { action, resource } of held) {
    const key = typePathOf(resource);
    byKind.set(key, (byKind.get(key) ?? new Set()).add(actionInWords(action, catalogue)));
  }
  // The kinds that people look for come first.
  const usual = usualKinds(catalogue);
  const kinds = [...byKind].sort(([a], [b]) => Number(usual.has(b)) - Number(usual.has(a)));
  const labelOf = (key: string) => catalogue.find((kind) => kind.key === key)?.label ?? key;
  return {
    sentence: sentenceOf(filled, everything, catalogue),
    rows: allRows(matrix, catalogue),
    telling: tellingRows(matrix, catalogue).map(({ key }) => key),
    held: {
      count: held.length,
      more: held.length === HELD_MAX,
      kinds: kinds.map(([key, actions]) => ({ label: labelOf(key), actions: [...actions] })),
    },
  };
}
