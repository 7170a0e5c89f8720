import { candidatesOf } from "./candidates";
import { CATALOGUE, type Catalogue } from "./catalogue";
import { RESOURCES } from "./covers-pattern";
import { decide, type StatementRef } from "./decide";
import type { GrantKind, Grants } from "./statement";

/**
 * Something asked for and not given: the grant that holds it back, and its statement that denies, if one does; `gate` is
 * the project whose view alone is missing there.
 */
export type HeldBack = {
  readonly action: string;
  readonly resource: string;
  readonly grant: GrantKind;
  readonly by: StatementRef | null;
  readonly gate?: string;
};

/** So many questions are asked: whoever lists tokens does not wait for the longest policy (invariant I31). */
const MOST_ASKED = 4_000;

/**
 * What the first grant allows and the others do not, at most `limit` of it (ruling R6), in the catalogue's order, the
 * widest name first and what lies within it left out. It looks where the catalogue and the policies point, so it may
 * miss a thing; whatever it lists is so.
 */
export function heldBack(grants: Grants, limit = 20, catalogue: Catalogue = CATALOGUE): HeldBack[] {
  const [declared, ...ceilings] = grants; // no ceiling is of the kind of what is declared
  const found: HeldBack[] = [];
  if (ceilings.length === 0) return found;
  let asked = 0;
  for (const { kind, resources } of candidatesOf(grants, catalogue)) {
    for (const { name: action } of kind.actions) {
      const wider: string[] = [];
      for (const resource of resources) {
        if (found.length >= limit || ++asked > MOST_ASKED) return found;
        const decision = decide(grants, { action, resource });
        if (
          decision.effect === "allow" ||
          decision.grant === declared.kind ||
          wider.some((held) => isWithin(resource, held))
        )
          continue;
        wider.push(resource);
        const { grant, by, gate } = decision;
        found.push({ action, resource, grant, by, ...(gate !== undefined && { gate }) });
      }
    }
  }
  return found;
}

const isWithin = (resource: string, wider: string) =>
  RESOURCES.covers({ text: wider, loose: false }, { text: resource, loose: false });
