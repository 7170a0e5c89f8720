import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { updateToken } from "./update-token";
import type { TokenView } from "./view";

/** Lets a paused token work again, for whoever may revoke it. */
export async function resumeToken(db: Db, principal: Principal, id: string): Promise<Result<TokenView, Refusal>> {
  return updateToken(db, principal, { id, paused: false, comment: "" });
}
