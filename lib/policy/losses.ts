import { CATALOGUE, type Catalogue } from "./catalogue";
import { differenceOf, matricesOf } from "./matrix";
import type { Grants } from "./statement";

/** An action that a change takes away on a kind of resource: everywhere, or on some resources only. */
export type Loss = { readonly kind: string; readonly action: string; readonly everywhere: boolean };

/** How many actions a change of grants gains and loses, and which it loses, by the catalogue's names. */
export function lossesOf(
  before: Grants,
  after: Grants,
  catalogue: Catalogue = CATALOGUE,
): { readonly gained: number; readonly lost: number; readonly losses: readonly Loss[] } {
  const { cells, gained, lost } = differenceOf(...matricesOf(before, after, catalogue));
  const losses = cells.flatMap(({ key, lost: actions, after: left }) =>
    actions.map(({ name }) => {
      const still = left.actions.find((action) => action.name === name)?.allowedOn ?? [];
      return { kind: key, action: name, everywhere: still.length === 0 };
    }),
  );
  return { gained, lost, losses };
}
