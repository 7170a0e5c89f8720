import "server-only";
import { sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { type Db, expectRow } from "@/lib/db/client";
import type { TokenListQuery } from "./input";
import { inView } from "./list-tokens";
import { visibleTokens } from "./visibility";

/** How many tokens each tab of the list holds for this principal. */
export async function countTokens(db: Db, principal: Principal) {
  const tally = (view: TokenListQuery["view"]) =>
    sql<number>`count(*) filter (where ${inView(principal, view)})`.mapWith(Number);
  const [row] = await db
    .select({ all: tally("all"), mine: tally("mine"), service: tally("service"), inactive: tally("inactive") })
    .from(accessTokens)
    .where(visibleTokens(principal, true));
  return expectRow(row);
}
