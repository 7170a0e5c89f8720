import { ACTIONS, ALL, type Pattern, type PatternAlgebra, RESOURCES } from "./covers-pattern";
import type { Statement } from "./statement";

/** All names that fit every pattern of `in` and none of `out`. */
type Side = { readonly in: readonly Pattern[]; readonly out: readonly Pattern[] };

/** A set of requests: some actions on some resources. */
export type Region = { readonly actions: Side; readonly resources: Side };

/** A list of patterns, or all but such a list: what a statement says of its actions or of its resources. */
type Names = { readonly patterns: readonly Pattern[]; readonly allBut: boolean };

/** The requests that a statement speaks of, its placeholders already replaced. */
export type Reach = { readonly actions: Names; readonly resources: Names };

/** How much comparing a proof may still take: what it gives up when nothing is left counts as not proven. */
export type Effort = { left: number };

/** Everything there is. */
export const EVERYTHING: Reach = reachOf({ effect: "allow", actions: [ALL], resources: [ALL] });

/** What a statement of literal patterns reaches. An empty list beside the other counts as absent (semantics 3.1). */
export function reachOf({ effect, actions, notActions, resources, notResources }: Statement): Reach {
  const names = (listed: readonly string[] = [], excepted: readonly string[] = []): Names => {
    const allBut = listed.length === 0;
    const loose = (effect === "deny") !== allBut;
    return { patterns: (allBut ? excepted : listed).map((text) => ({ text, loose })), allBut };
  };
  return { actions: names(actions, notActions), resources: names(resources, notResources) };
}

/** A reach as regions, one for each pair of patterns in it, so that a refusal can name the pair. */
export function* regionsOf({ actions, resources }: Reach): Generator<Region> {
  for (const action of sidesOf(actions)) {
    for (const resource of sidesOf(resources)) yield { actions: action, resources: resource };
  }
}

function sidesOf({ patterns, allBut }: Names): readonly Side[] {
  if (allBut) return [{ in: [{ text: ALL, loose: false }], out: patterns }];
  return patterns.map((pattern) => ({ in: [pattern], out: [] }));
}

/** What of a region a reach leaves: nothing that is left out here is outside the reach. Without effort all is left. */
export function subtract(region: Region, reach: Reach, effort: Effort): readonly Region[] {
  effort.left -= costOf(region, reach);
  if (effort.left < 0) return [region];
  const touched = inside(ACTIONS, region.actions, reach.actions);
  if (touched.length === 0 || inside(RESOURCES, region.resources, reach.resources).length === 0) return [region];
  return [
    ...outside(ACTIONS, region.actions, reach.actions).map((actions) => ({ ...region, actions })),
    ...outside(RESOURCES, region.resources, reach.resources).flatMap((resources) =>
      touched.map((actions) => ({ actions, resources })),
    ),
  ];
}

/** What a region and a reach have in common: at least that, and nothing only if that is proven. Without effort, the region. */
export function intersect(region: Region, reach: Reach, effort: Effort): readonly Region[] {
  effort.left -= costOf(region, reach);
  if (effort.left < 0) return [region];
  const resources = inside(RESOURCES, region.resources, reach.resources);
  return inside(ACTIONS, region.actions, reach.actions).flatMap((action) =>
    resources.map((resource) => ({ actions: action, resources: resource })),
  );
}

/** Whether a reach holds the whole of another, each list by itself: quick, and less than all that `subtract` can prove. */
export function holdsAll(held: Reach, { actions, resources }: Reach, effort: Effort): boolean {
  effort.left -= held.actions.patterns.length * (actions.patterns.length + 1);
  effort.left -= held.resources.patterns.length * (resources.patterns.length + 1);
  if (effort.left < 0) return false;
  return (
    sidesOf(actions).every((side) => outside(ACTIONS, side, held.actions).length === 0) &&
    sidesOf(resources).every((side) => outside(RESOURCES, side, held.resources).length === 0)
  );
}

/** About how many pairs of patterns are compared, and how many regions may come out. */
function costOf(region: Region, { actions, resources }: Reach): number {
  const sizeOf = (side: Side) => side.in.length * (side.in.length + side.out.length) + 1;
  const [some, others] = [actions.patterns.length, resources.patterns.length];
  return some * sizeOf(region.actions) + others * sizeOf(region.resources) + some * others;
}

function inside(algebra: PatternAlgebra, side: Side, { patterns, allBut }: Names): readonly Side[] {
  if (allBut) return possible(algebra, [{ in: side.in, out: [...side.out, ...patterns] }]);
  if (patterns.some((pattern) => within(algebra, side, pattern))) return [side];
  return possible(
    algebra,
    patterns.map((pattern) => ({ in: [...side.in, pattern], out: side.out })),
  );
}

function outside(algebra: PatternAlgebra, side: Side, { patterns, allBut }: Names): readonly Side[] {
  return inside(algebra, side, { patterns, allBut: !allBut });
}

const within = ({ covers }: PatternAlgebra, side: Side, pattern: Pattern) =>
  side.in.some((held) => covers(pattern, held));

/** Without the sides that are provably empty. */
function possible(algebra: PatternAlgebra, sides: readonly Side[]): readonly Side[] {
  return sides.filter(
    (side) =>
      !side.out.some((pattern) => within(algebra, side, pattern)) &&
      !side.in.some((one, i) => side.in.slice(i + 1).some((other) => algebra.disjoint(one, other))),
  );
}
