import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { API_VERSIONS } from "@/lib/tokens/limits";

const [NEWEST] = API_VERSIONS;
/** Under this version and older ones tokens and roles are listed whole (semantics 4.3, 4.7). */
const UNPAGED_UNTIL = 20220603;

/**
 * The version in which a request is answered: that of `LD-API-Version`, else the token's default (semantics 4.1).
 * `beta` is what beta routes are called with, and means the newest.
 */
export function versionOf(header: string | undefined, preset: number): Result<number, Refusal> {
  if (header === undefined) return ok(preset);
  if (header === "beta") return ok(NEWEST);
  const known = API_VERSIONS.find((version) => String(version) === header);
  return known === undefined ? err({ kind: "invalid_input", fields: { "LD-API-Version": [UNKNOWN] } }) : ok(known);
}

const UNKNOWN = `Use one of ${API_VERSIONS.join(", ")}.`;

/** Whether tokens and roles are listed page by page in that version. */
export const pages = (version: number) => version > UNPAGED_UNTIL;
