import "server-only";
import { and, eq, not, type SQL } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { isId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { selectTokens, toTokenView } from "./columns";
import { ended } from "./list-tokens";
import type { TokenView } from "./view";
import { visibleTokens } from "./visibility";

/** The same for a token that has not ended: to the API an ended one is not there (ruling R19). */
export function getLivingToken(db: Db | Tx, principal: Principal, id: string): Promise<Result<TokenView, Refusal>> {
  return getToken(db, principal, id, not(ended));
}

/** One token, ended or not; outside the principal's view it is not found, like one that does not exist. */
export async function getToken(
  db: Db | Tx,
  principal: Principal,
  id: string,
  more?: SQL,
): Promise<Result<TokenView, Refusal>> {
  if (!isId(id)) return err({ kind: "not_found", what: "access token" });
  const [row] = await selectTokens(db, and(visibleTokens(principal, true), eq(accessTokens.id, id), more));
  return row ? ok(toTokenView(row)) : err({ kind: "not_found", what: "access token" });
}
