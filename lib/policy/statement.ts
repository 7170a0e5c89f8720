import type { BaseRole } from "@/lib/core/base-role";

export type Effect = "allow" | "deny";

/** One row of a policy: exactly one of the resource lists and one of the action lists (semantics 3.1). */
export type Statement = {
  readonly effect: Effect;
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
};

/** A named list of statements; the id says in a decision where it came from. */
export type Policy = { readonly id: string; readonly statements: readonly Statement[] };

/** Policies of which any single allow is enough (ruling R1). */
export type Grant = readonly Policy[];

/** What somebody wants to do to what: an action's name and a resource specifier. */
export type AccessRequest = { readonly action: string; readonly resource: string };

/** What a maker could do at the time, frozen on what they made: their level, and grants that must all allow. */
export type Ceiling = { readonly level: BaseRole; readonly grants: readonly Grant[] };
