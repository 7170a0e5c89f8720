import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { type Db, expectRow } from "@/lib/db/client";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { selectTokens, toTokenView } from "../columns";
import type { TokenPageQuery } from "../list-input";
import type { Counted, TokenListItem, TokenListPage, TokenSort } from "../list-view";
import { attentionOf } from "./attention";
import { COUNTED_TO, counted, countSet, someOf } from "./counts";
import { cursorOf, type Place, placeOf, type Step } from "./cursor";
import { mayOf } from "./may";
import { type TokenSetSql, tokenSetSql } from "./set";
import { walk } from "./walk";

/** So many are put in order at once: what is found is the same for any number. */
const PICKED_TO = 2_000;

type Found = { steps: Step[]; earlier: boolean; later: boolean; brokenCursor: boolean };

/**
 * One page of a tab, narrowed and in order, with the ways to the pages before and after it. It is found from the cursor on by
 * an index, as deep in the set as on the first page. A cursor that says no place in this order gives the first page.
 */
export async function listTokenPage(
  db: Db,
  principal: Principal,
  query: TokenPageQuery,
  pickedTo = PICKED_TO,
): Promise<TokenListPage> {
  const asked = await tokenSetSql(db, principal, query);
  const picked = isNarrowed(asked) ? await pick(db, asked, query.sort, pickedTo) : null;
  const set = picked?.set ?? asked;
  const [found, count] = await Promise.all([find(db, set, query), picked?.count ?? countSet(db, set)]);
  const ids = found.steps.map(({ id }) => id);
  const at = (step: Step | undefined, there: boolean) => (there && step ? cursorOf(query.sort, step.place) : null);
  return {
    items: await listItems(db, principal, ids),
    before: at(found.steps[0], found.earlier),
    after: at(found.steps.at(-1), found.later),
    count,
    brokenCursor: found.brokenCursor,
  };
}

type Picked = { readonly set: TokenSetSql; readonly count: Counted };

/** Nothing, no text and nothing chosen narrow nothing. */
const isNarrowed = ({ filters, reasons }: TokenSetSql) =>
  reasons.length > 0 || Object.values(filters).some((asked) => !(asked === null || asked === "" || isEmptyList(asked)));
const isEmptyList = (asked: unknown) => Array.isArray(asked) && asked.length === 0;

/**
 * Counts a set, and where it is small takes it by its ids from then on: few among many are found by what they are, and put in
 * order at once, while along the order one would pass all the others. Of many some are soon met in any order.
 */
async function pick(db: Db, set: TokenSetSql, { by }: TokenSort, most: number): Promise<Picked> {
  const ids = await someOf(db, set, Math.max(most, COUNTED_TO) + 1);
  const count = counted(ids.length);
  if (ids.length > most) return { set: by === "lastUsed" ? await withUsed(db, set, most) : set, count };
  const where = sql`access_tokens.account_id = ${set.accountId} and access_tokens.id = any(${sql.param(ids)})`;
  return { set: { ...set, where, reasons: [], few: true }, count };
}

/** Of many of which few were ever used, those: along the order of uses one would pass the uses of all the others. */
async function withUsed(db: Db, set: TokenSetSql, most: number): Promise<TokenSetSql> {
  const used = { ...set, where: and(set.where, sql`${accessTokens.restUsed}`) ?? sql`false` };
  const usedIds = await someOf(db, used, most + 1);
  return usedIds.length > most ? set : { ...set, usedIds };
}

async function find(db: Db, set: TokenSetSql, { sort, size, after, before }: TokenPageQuery): Promise<Found> {
  const cursor = before ?? after;
  const place = cursor === undefined ? null : placeOf(sort, cursor);
  const found = cursor === undefined || place ? await from(db, set, sort, place, size, before !== undefined) : null;
  if (found) return { ...found, brokenCursor: false };
  return { ...expectRow((await from(db, set, sort, null, size, false)) ?? undefined), brokenCursor: true };
}

async function from(db: Db, set: TokenSetSql, sort: TokenSort, place: Place | null, size: number, backwards: boolean) {
  const way = backwards ? { ...sort, descending: !sort.descending } : sort;
  const steps = await walk(db, set, way, place, size + 1);
  if (!steps) return null;
  const more = steps.length > size;
  const these = steps.slice(0, size);
  if (!backwards) return { steps: these, earlier: place !== null, later: more };
  if (more) return { steps: these.toReversed(), earlier: true, later: true };
  // Less than a page is left before: then it is the first page, and a whole one.
  const first = (await walk(db, set, sort, null, size + 1)) ?? [];
  return { steps: first.slice(0, size), earlier: false, later: first.length > size };
}

/** Those tokens as the list shows them, in that order. Whoever asks has found them in the principal's view. */
export async function listItems(db: Db, principal: Principal, ids: readonly string[]): Promise<TokenListItem[]> {
  if (ids.length === 0) return [];
  const where = and(eq(accessTokens.accountId, principal.accountId), inArray(accessTokens.id, [...ids]));
  const [rows, { staleDays }] = await Promise.all([selectTokens(db, where), readTokenRules(db, principal.accountId)]);
  const items = rows.map((row): TokenListItem => {
    const view = toTokenView(row);
    const attention = attentionOf(view, row.level, { now: row.now, staleDays });
    const stale = attention.some(({ kind }) => kind === "stale");
    return { ...view, attention, stale, may: mayOf(principal, view) };
  });
  const byId = new Map(items.map((item) => [item.id, item]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
