import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { firstUncovered } from "@/lib/policy/covers";
import { viewsNeeded } from "@/lib/policy/project-view";
import type { Policy } from "@/lib/policy/statement";
import type { Principal } from "./principal";

/**
 * Whoever grants must hold (security 3.7): every path on which somebody comes to have a policy that they did not have
 * asks this. Sound rather than complete: what cannot be proven held is refused, with the first pair that is too much.
 * What is inert for want of a project's view is not held: given to somebody who has the view, it would come alive.
 */
export function assertMayGrant(principal: Principal, granted: readonly Policy[]): Result<null, Refusal> {
  const tooMuch = firstUncovered(principal.grants, [...granted, ...granted.map(viewsNeeded)]);
  return tooMuch === null ? ok(null) : err({ kind: "beyond_own", ...tooMuch });
}
