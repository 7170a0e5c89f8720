import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Principal } from "./principal";

/** So long a proof of who is at the console stands for great acts, in milliseconds (security 3.9). */
const PROOF_LASTS_MS = 15 * 60_000;

/**
 * Whether whoever is at the console proved lately who they are, for acts by which a stolen session would outlast its end:
 * ask this after whether they may. A token and the operator are no sessions left open, and are not asked (decision 0035).
 */
export function provenLately({ actor }: Principal): Result<null, Refusal> {
  if (actor.kind !== "session" || actor.provenAgo < PROOF_LASTS_MS) return ok(null);
  return err({ kind: "reauthentication_needed" });
}
