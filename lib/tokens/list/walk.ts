import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import { tokenUses as u } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import type { TokenSort } from "../list-view";
import type { Place, Step } from "./cursor";
import { any } from "./filters";
import { asText, asValue, SEGMENTS, type Segment } from "./orders";
import { walkByOwner } from "./owner-walk";
import { endedIs, FROM, type TokenSetSql } from "./set";

/**
 * At most `limit` tokens of a set in that order, from its beginning or beyond a place in it: an index is walked from there,
 * and nothing before it is read. The row of the place need not be there any more. Null if the place is none in this order.
 */
export async function walk(
  db: Db,
  set: TokenSetSql,
  sort: TokenSort,
  from: Place | null,
  limit: number,
): Promise<Step[] | null> {
  if (sort.by === "owner") return walkByOwner(db, set, sort.descending, from, limit);
  const { descending } = sort;
  const upwards = SEGMENTS[sort.by].map((segment, number) => ({ segment, number }));
  const parts = descending ? upwards.toReversed() : upwards;
  const begin = from === null ? 0 : parts.findIndex(({ number }) => number === from.segment);
  if (from && !isPlaceIn(parts[begin]?.segment, from)) return null;
  const steps: Step[] = [];
  for (const [i, { segment, number }] of parts.slice(begin).entries()) {
    if (steps.length === limit) break;
    const keys = i === 0 && from ? from.keys : null;
    const rows = await stepsOf(db, set, segment, { descending, keys, limit: limit - steps.length });
    steps.push(...rows.map((row) => ({ id: row.id, place: { segment: number, keys: row.keys } })));
  }
  return steps;
}

type Way = { readonly descending: boolean; readonly keys: readonly string[] | null; readonly limit: number };

async function stepsOf(db: Db, set: TokenSetSql, segment: Segment, way: Way) {
  const arms = set.ended.filter((ended) => segment.ended === undefined || segment.ended === ended);
  const usedIds = segment.byUse ? set.usedIds : null;
  if (arms.length === 0 || usedIds?.length === 0 || segment.isEmptyFor?.(set.filters)) return [];
  const raw = segment.keys.map((_, i) => sql.raw(`k${i}`));
  const order = sql.join(
    raw.map((key) => (way.descending ? sql`${key} desc` : key)),
    sql`, `,
  );
  const each = arms.map((ended) => sql`(${armOf(set, segment, way, ended)} order by ${order} limit ${way.limit})`);
  const { rows } = await db.execute<{ id: string; keys: string[] }>(
    sql`select id, keys from (${sql.join(each, sql` union all `)}) steps order by ${order} limit ${way.limit}`,
  );
  return rows;
}

function armOf(set: TokenSetSql, segment: Segment, { descending, keys }: Way, ended: boolean): SQL {
  const named = segment.keys.map((key, i) => sql`${key.sql} as ${sql.raw(`k${i}`)}`);
  const texts = segment.keys.map(asText);
  const where = and(
    endedIs(ended),
    segment.byUse ? sql`${u.ended} = ${sql.raw(String(ended))}` : undefined,
    segment.byUse && set.usedIds ? sql`${u.tokenId} = any(${sql.param(set.usedIds)})` : undefined,
    set.where,
    any(set.reasons),
    segment.where,
    keys ? beyond(segment, keys, descending) : undefined,
  );
  return sql`select access_tokens.id, array[${sql.join(texts, sql`, `)}] as keys, ${sql.join(named, sql`, `)}
    ${FROM} where ${where}`;
}

/** A comparison of rows, which an index is entered by. */
function beyond(segment: Segment, keys: readonly string[], descending: boolean): SQL {
  const values = valuesOf(segment, keys) ?? [];
  const names = segment.keys.map((key) => key.sql);
  const than = descending ? sql`<` : sql`>`;
  return sql`(${sql.join(names, sql`, `)}) ${than} (${sql.join(values, sql`, `)})`;
}

function isPlaceIn(segment: Segment | undefined, { keys }: Place): boolean {
  return segment !== undefined && segment.keys.length === keys.length && valuesOf(segment, keys) !== null;
}

function valuesOf({ keys }: Segment, texts: readonly string[]): SQL[] | null {
  const values = keys.map((key, i) => asValue(key, texts[i] ?? ""));
  return values.every((value) => value !== null) ? values : null;
}
