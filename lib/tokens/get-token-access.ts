import "server-only";
import { and, eq } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { isId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { Grants } from "@/lib/policy/statement";
import { tokenStandingOf } from "@/lib/principals/find-standing";
import { tokenGrants } from "@/lib/principals/principals";
import { selectTokensWithStanding, toTokenView } from "./columns";
import type { TokenView } from "./view";
import { visibleTokens } from "./visibility";

/** A token with all that decides what it may do now; outside the principal's view it is not found (ruling R9). */
export async function getTokenAccess(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<{ token: TokenView; grants: Grants }, Refusal>> {
  const missing = err({ kind: "not_found", what: "access token" } as const);
  if (!isId(id)) return missing;
  const [row] = await selectTokensWithStanding(db, and(visibleTokens(principal, true), eq(accessTokens.id, id)));
  return row ? ok({ token: toTokenView(row), grants: tokenGrants(tokenStandingOf(row.standing), row.maker) }) : missing;
}
