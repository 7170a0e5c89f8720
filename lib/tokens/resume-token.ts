import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { PauseTokenInput } from "./input";
import { updateToken } from "./update-token";
import type { TokenView } from "./view";

/** Lets a paused token work again, for whoever may revoke it; one that works already is refused. */
export async function resumeToken(
  db: Db,
  principal: Principal,
  { id, reason }: PauseTokenInput,
): Promise<Result<TokenView, Refusal>> {
  return updateToken(db, principal, { id, paused: false, comment: reason, seen: { paused: true } });
}
