import "server-only";
import { and, asc, eq, gt, gte, lt, lte, ne, not, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { auditEntries } from "@/drizzle/schema";
import { placeOf } from "./cursor";

/** Newest first, and within a microsecond by id: word for word the order of the indexes. */
export const NEWEST_FIRST: readonly SQL[] = [sql`${auditEntries.at} desc nulls last`, asc(auditEntries.id)];
/** The same order read from its other end. */
export const OLDEST_FIRST: readonly SQL[] = [sql`${auditEntries.at} asc nulls first`, sql`${auditEntries.id} desc`];

/**
 * The same orders where no index gives them. What somebody may see and what they search for are looked up and then sorted: a
 * walk along the log in the hope of early matches is long where there are few.
 */
export const SORTED = {
  newest: [sql`(${auditEntries.at} + interval '0') desc nulls last`, asc(auditEntries.id)],
  oldest: [sql`(${auditEntries.at} + interval '0') asc nulls first`, sql`${auditEntries.id} desc`],
} as const;

/** What comes after the place that a cursor names, in the order of `NEWEST_FIRST`. */
export function beyond(cursor: string | undefined): SQL | undefined {
  const place = cursor === undefined ? null : placeOf(cursor);
  if (!place) return undefined;
  const at = instantOf(place.micros);
  return and(lte(auditEntries.at, at), or(lt(auditEntries.at, at), gt(auditEntries.id, place.id)));
}

/** The same with the entry itself. */
export function from(cursor: string): SQL | undefined {
  const place = placeOf(cursor);
  if (!place) return undefined;
  const at = instantOf(place.micros);
  return and(lte(auditEntries.at, at), or(lt(auditEntries.at, at), gte(auditEntries.id, place.id)));
}

/** What comes before the place that a cursor names, in the order of `NEWEST_FIRST`. */
export function ahead(cursor: string): SQL | undefined {
  const place = placeOf(cursor);
  if (!place) return undefined;
  const at = instantOf(place.micros);
  return and(gte(auditEntries.at, at), or(sql`${auditEntries.at} > ${at}`, lt(auditEntries.id, place.id)));
}

const instantOf = (micros: string) => sql`(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond')`;

/** What was done through a token. */
export function doneThroughToken(id: string): SQL | undefined {
  return and(eq(auditEntries.actorKind, "access_token"), eq(auditEntries.actorId, id));
}

/**
 * What a member did, also through tokens of theirs. A service token is answered for by its maker, but what it does is not
 * their own act: `services` are the ids of those that they made.
 */
export function doneByMember(id: string, services: readonly string[]): SQL | undefined {
  const own = eq(auditEntries.memberId, id);
  if (services.length === 0) return own;
  return and(own, or(ne(auditEntries.actorKind, "access_token"), not(anyOf(auditEntries.actorId, services))));
}

/** One of any number of values, as a single parameter. */
export function anyOf(column: PgColumn | SQL, values: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...values])}::text[])`;
}
