import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { firstUncovered } from "@/lib/policy/covers";
import type { Policy } from "@/lib/policy/statement";
import type { Principal } from "./principal";

/**
 * Whoever grants must hold (security 3.7): every path on which somebody comes to have a policy that they did not have
 * asks this. Sound rather than complete: what cannot be proven held is refused, with the first pair that is too much.
 */
export function assertMayGrant(principal: Principal, granted: readonly Policy[]): Result<null, Refusal> {
  const tooMuch = firstUncovered(principal.grants, granted);
  return tooMuch === null ? ok(null) : err({ kind: "beyond_own", ...tooMuch });
}
