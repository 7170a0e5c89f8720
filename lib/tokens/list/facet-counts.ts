import "server-only";
import { and } from "drizzle-orm";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import type { FacetQuery } from "../list-input";
import { type Facet, type FacetCount, NO_FILTERS, type TokenFilters } from "../list-view";
import { countSet } from "./counts";
import { choicesOf } from "./facet-choices";
import { filterSql } from "./filters";
import { endedOf, type TokenSetSql, tokenSetSql } from "./set";

const AT_ONCE = 4;

/**
 * How many tokens each value of one filter would show, with all other filters as they are: exact up to 1 000 each. Of people and
 * roles the first `OFFERED` that the search finds, those already chosen before them.
 */
export async function facetCounts(db: Db, principal: Principal, query: FacetQuery): Promise<FacetCount[]> {
  const [set, choices] = await Promise.all([
    tokenSetSql(db, principal, query, query.facet),
    choicesOf(db, principal, query),
  ]);
  const counts: FacetCount[] = [];
  // A few at a time, so that one person's open menu does not take every connection.
  for (let i = 0; i < choices.length; i += AT_ONCE) {
    const some = choices.slice(i, i + AT_ONCE).map(async (choice) => {
      const count = await countSet(db, withValue(set, query, choice.value));
      return { ...choice, count };
    });
    counts.push(...(await Promise.all(some)));
  }
  return counts;
}

function withValue(set: TokenSetSql, { tab, facet }: FacetQuery, value: string): TokenSetSql {
  const one = { ...NO_FILTERS, ...filterOf(facet, value) };
  const ended = facet === "status" ? endedOf(tab, one) : set.ended;
  return { ...set, ended, where: and(set.where, filterSql(one)[facet]) ?? set.where };
}

/** The choices are known values of their filters. */
function filterOf(facet: Facet, value: string): Partial<TokenFilters> {
  return { [facet]: facet === "used" || facet === "exp" ? value : [value] };
}
