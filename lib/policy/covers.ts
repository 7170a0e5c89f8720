import { BASE_ROLES, type BaseRole } from "@/lib/core/base-role";
import { memberPolicy } from "./base-roles";
import { mostReach, sureReach } from "./covers-attributes";
import { ALL } from "./covers-pattern";
import {
  type Effort,
  EVERYTHING,
  holdsAll,
  intersect,
  type Reach,
  type Region,
  regionsOf,
  subtract,
} from "./covers-region";
import type { AccessRequest, Effect, Grant, Grants, Policy, Statement } from "./statement";

/** A proof that would need more cases than this is given up: what is not proven is not held. */
const MOST_CASES = 500;
/** So many patterns are compared for one answer: no policy that somebody stored keeps the process busy (invariant I31). */
const MOST_COMPARED = 100_000;

/**
 * The first thing that the granted policies may allow and some grant of the actor does not, as patterns; null only if there
 * is none. It errs to one side: what it cannot prove, it names (whoever grants must hold: security 3.7). A placeholder
 * without attributes counts as any name. The gate of projects (semantics 3.3) is left out of the proof on both sides: what
 * lies within without it lies within with it, since it asks the same policies for the view and giving more closes no gate.
 */
export function firstUncovered(actor: Grants, granted: readonly Policy[]): AccessRequest | null {
  const held = actor.map(reachesOf);
  const effort = { left: MOST_COMPARED };
  for (const policy of granted) {
    const unheld = held.filter((_, i) => !hasSamePolicy(actor[i]?.policies ?? [], policy));
    if (unheld.length === 0) continue;
    for (const [region, unproven] of mostAllowed(policy, unheld, effort)) {
      for (const policies of unproven) {
        const [left] = leftOf(region, policies, effort);
        if (left)
          return { action: left.actions.in.at(-1)?.text ?? ALL, resource: left.resources.in.at(-1)?.text ?? ALL };
      }
    }
  }
  return null;
}

/** Whether all that a statement speaks of is provably spoken of by some of the others, whatever their effect. */
export function isSpokenOf(statement: Statement, others: readonly Statement[]): boolean {
  const reach = sureReach(statement, undefined);
  const reaches = others.flatMap((other) => sureReach(other, undefined) ?? []);
  const effort = { left: MOST_COMPARED };
  return reach !== null && [...regionsOf(reach)].every((region) => without([region], reaches, effort).length === 0);
}

/** Whether two statements provably speak of nothing in common. */
export function isDisjoint(one: Statement, other: Statement): boolean {
  const reach = sureReach(other, undefined);
  const reaches = sureReach(one, undefined);
  if (reach === null || reaches === null) return false;
  const effort = { left: MOST_COMPARED };
  return [...regionsOf(reaches)].every((region) => intersect(region, reach, effort).length === 0);
}

/** The strongest base role whose whole policy for that member the grants hold. */
export function strongestRoleWithin(grants: Grants, memberId: string): BaseRole {
  const held = BASE_ROLES.filter((role) => firstUncovered(grants, [memberPolicy(role, memberId)]) === null);
  return held.at(-1) ?? "no_access";
}

type Reaches = { readonly allows: readonly Reach[]; readonly denies: readonly Reach[] };

/** What the policies of the actor surely allow, and may deny: a deny that nobody can read may deny everything. */
function reachesOf({ policies }: Grant): readonly Reaches[] {
  return policies.map((policy) => ({ allows: surely("allow", policy), denies: denialsOf(policy) }));
}

function denialsOf({ statements, attributes }: Policy): readonly Reach[] {
  const denies = statements.filter(({ effect }) => effect === "deny");
  return denies.map((statement) => sureReach(statement, attributes) ?? EVERYTHING);
}

/** What a granted policy may allow at most, each with the grants that do not hold the whole statement at a glance. */
function* mostAllowed(
  policy: Policy,
  grants: readonly (readonly Reaches[])[],
  effort: Effort,
): Generator<readonly [Region, readonly (readonly Reaches[])[]]> {
  const denies = surely("deny", policy);
  for (const statement of policy.statements) {
    if (statement.effect === "deny") continue;
    const reach = mostReach(statement, policy.attributes);
    const unproven = grants.filter((policies) => !holdsWhole(policies, reach, effort));
    if (unproven.length === 0) continue;
    for (const region of regionsOf(reach)) for (const part of without([region], denies, effort)) yield [part, unproven];
  }
}

/** Whether a single statement of a policy without denies allows all of it. */
function holdsWhole(policies: readonly Reaches[], reach: Reach, effort: Effort): boolean {
  return policies.some(
    ({ allows, denies }) => denies.length === 0 && allows.some((held) => holdsAll(held, reach, effort)),
  );
}

function surely(effect: Effect, { statements, attributes }: Policy): readonly Reach[] {
  return statements.flatMap((statement) =>
    statement.effect === effect ? (sureReach(statement, attributes) ?? []) : [],
  );
}

/** What of a region no policy of a grant surely allows (ruling R1: any single policy is enough). */
function leftOf(region: Region, policies: readonly Reaches[], effort: Effort): readonly Region[] {
  let left: readonly Region[] = [region];
  for (const { allows, denies } of policies) {
    if (left.length === 0 || left.length > MOST_CASES) break;
    left = left.flatMap((part) => {
      const silent = without([part], allows, effort);
      const untouched = silent.length === 1 && silent[0] === part;
      return untouched ? silent : [...silent, ...denies.flatMap((deny) => intersect(part, deny, effort))];
    });
  }
  return left;
}

/** Regions less some reaches; with too many cases, or without effort, what was left so far, which is never less. */
function without(regions: readonly Region[], reaches: readonly Reach[], effort: Effort): readonly Region[] {
  let left = regions;
  for (const reach of reaches) {
    if (left.length === 0 || left.length > MOST_CASES || effort.left < 0) break;
    left = left.flatMap((part) => subtract(part, reach, effort));
  }
  return left;
}

/** The same policy allows the same, whatever it says; unless its placeholders are still open. */
function hasSamePolicy(policies: readonly Policy[], policy: Policy): boolean {
  const text = textOf(policy);
  return policies.some((other) => textOf(other) === text) && (policy.attributes !== undefined || !text.includes("${"));
}

function textOf({ statements, attributes }: Policy): string {
  return JSON.stringify([statements, attributes]);
}
