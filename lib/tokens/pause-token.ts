import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { PauseTokenInput } from "./input";
import { updateToken } from "./update-token";
import type { TokenView } from "./view";

/**
 * Stops a token until it is resumed: its secrets answer 401 meanwhile. Whoever may revoke it may pause it. One that is
 * paused already is refused, so that the second of two who pause it is told.
 */
export async function pauseToken(
  db: Db,
  principal: Principal,
  { id, reason }: PauseTokenInput,
): Promise<Result<TokenView, Refusal>> {
  return updateToken(db, principal, { id, paused: true, comment: reason, seen: { paused: false } });
}
