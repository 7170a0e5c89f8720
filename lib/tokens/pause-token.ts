import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { updateToken } from "./update-token";
import type { TokenView } from "./view";

/** Stops a token until it is resumed: its secrets answer 401 meanwhile. Whoever may revoke it may pause it. */
export async function pauseToken(db: Db, principal: Principal, id: string): Promise<Result<TokenView, Refusal>> {
  return updateToken(db, principal, { id, paused: true, comment: "" });
}
