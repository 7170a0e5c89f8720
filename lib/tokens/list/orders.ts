import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { accessTokens as t, tokenUses as u } from "@/drizzle/schema";
import { isId } from "@/lib/core/id";
import type { TokenFilters, TokenSort } from "../list-view";
import type { TokenStatus } from "../view";
import { isEndedStatus, STATUS_SQL } from "./status-sql";

type KeyKind = "text" | "number" | "instant" | "id";

/** What rows are put in order by: how a key is written as text, exactly, and how that text is read again. */
export type OrderKey = { readonly kind: KeyKind; readonly sql: SQL };

/**
 * A part of an order within which every key has a value: the parts follow each other. So each is walked along one index from
 * any place in it, also where a column may be empty or an order is made up of several.
 */
export type Segment = {
  readonly keys: readonly OrderKey[];
  readonly where?: SQL;
  /** Where only the living or only the ended can be. */
  readonly ended?: boolean;
  /** Whether its index is the one of uses, which tells the living and the ended apart as well. */
  readonly byUse?: boolean;
  /** Whether filters leave nothing in it: it is not looked through for that. */
  readonly isEmptyFor?: (filters: TokenFilters) => boolean;
};

const id: OrderKey = { kind: "id", sql: sql`${t.id}` };
const created: OrderKey = { kind: "instant", sql: sql`${t.createdAt}` };
const byCreation = [created, id];

const status = (each: TokenStatus, keys: readonly OrderKey[] = byCreation): Segment => ({
  keys,
  where: STATUS_SQL[each],
  ended: isEndedStatus(each),
  isEmptyFor: ({ status: asked }) => asked.length > 0 && !asked.includes(each),
});
const neverUsed = (used: TokenFilters["used"]) => used === "never" || used === "telemetry";
const otherKind = (kind: "personal" | "service", { type }: TokenFilters) => type.length > 0 && !type.includes(kind);
const ends: OrderKey = { kind: "instant", sql: sql`${t.notAfter}` };

/** Each order upwards; downwards the parts and their keys run the other way. By owner is walked otherwise. */
export const SEGMENTS: Record<Exclude<TokenSort["by"], "owner">, readonly Segment[]> = {
  name: [{ keys: [{ kind: "text", sql: sql`lower(${t.name})` }, id] }],
  created: [{ keys: byCreation }],
  // Held in full, the weakest first; a level that is not worked out yet counts as none.
  role: [
    { keys: byCreation, where: sql`${t.level} is null` },
    { keys: [{ kind: "number", sql: sql`${t.level}` }, id], where: sql`${t.level} is not null` },
  ],
  type: [
    { keys: byCreation, where: sql`${t.kind} = 'personal'`, isEmptyFor: (asked) => otherKind("personal", asked) },
    { keys: byCreation, where: sql`${t.kind} = 'service'`, isEmptyFor: (asked) => otherKind("service", asked) },
  ],
  // Never used is the oldest use, no end the latest.
  lastUsed: [
    {
      keys: byCreation,
      where: sql`not ${t.restUsed}`,
      isEmptyFor: ({ used }) => used !== null && !neverUsed(used),
    },
    {
      keys: [
        { kind: "instant", sql: sql`${u.restAt}` },
        { kind: "id", sql: sql`${u.tokenId}` },
      ],
      where: sql`${u.accountId} = ${t.accountId} and ${u.restAt} is not null`,
      byUse: true,
      isEmptyFor: ({ used }) => neverUsed(used),
    },
  ],
  expires: [
    { keys: [ends, id], where: sql`${t.notAfter} is not null`, isEmptyFor: ({ exp }) => exp === "none" },
    {
      keys: byCreation,
      where: sql`${t.notAfter} is null`,
      isEmptyFor: ({ exp }) => exp !== null && exp !== "none",
    },
  ],
  // By urgency: what can still be helped, soonest first, then what works, then what ended.
  status: [
    status("expiring", [ends, id]),
    status("limited"),
    status("paused"),
    status("expired", [ends, id]),
    status("active"),
    status("deactivated"),
    status("revoked"),
  ],
};

/** A key as text. Instants are exact to the microsecond, which a `Date` is not. */
export function asText({ kind, sql: key }: OrderKey): SQL {
  return kind === "instant" ? sql`(extract(epoch from ${key}) * 1000000)::bigint::text` : sql`${key}::text`;
}

/** A text as a key's value; null if it cannot be one. */
export function asValue({ kind }: OrderKey, text: string): SQL | null {
  switch (kind) {
    case "text":
      return sql`${text}::text`;
    case "id":
      return isId(text) ? sql`${text}::text` : null;
    case "number":
      return /^-?\d{1,4}$/.test(text) ? sql`${text}::smallint` : null;
    case "instant":
      return /^-?\d{1,17}$/.test(text) ? sql`(timestamptz 'epoch' + ${text}::bigint * interval '1 microsecond')` : null;
  }
}
