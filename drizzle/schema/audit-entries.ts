import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";

/** One act, one actor, one resource. Insert only: a trigger refuses everything else. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: text().primaryKey(),
    accountId: text().notNull(), // no foreign key: it would lock the account's row, which everybody's changes share
    at: instant().notNull().default(sql`clock_timestamp()`),
    actorKind: text({ enum: ["session", "access_token", "operator", "visitor", "system"] }).notNull(),
    actorId: text(), // the session's or the token's id
    memberId: text(), // the member behind it, if any
    operator: text(), // the name of whoever sat at the server's command line
    kind: text({ enum: ["account", "member", "role", "token", "session"] }).notNull(),
    action: text().notNull(),
    resource: text().notNull(), // a specifier
    targetId: text().notNull(),
    targetName: text().notNull(),
    details: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    comment: text(),
    ip: text(),
    requestId: text(),
    signature: bytea(), // a keyed digest of all but `at`; null in entries of before there was a chain (decision 0028)
  },
  (t) => [
    index("audit_entries_by_time").on(t.accountId, t.at.desc(), t.id),
    // Every filter of the log has an index in the log's order, so that a page deep in it costs what the first one does.
    index("audit_entries_of_target").on(t.accountId, t.targetId, t.at.desc(), t.id),
    index("audit_entries_of_member").on(t.accountId, t.memberId, t.at.desc(), t.id),
    index("audit_entries_of_act").on(t.accountId, t.kind, t.action, t.at.desc(), t.id),
    index("audit_entries_of_token")
      .on(t.accountId, t.actorId, t.at.desc(), t.id)
      .where(sql`${t.actorKind} = 'access_token'`),
    index("audit_entries_of_operator").on(t.accountId, t.at.desc(), t.id).where(sql`${t.actorKind} = 'operator'`),
    check("audit_entries_actor", sql`${t.actorKind} in ('session', 'access_token', 'operator', 'visitor', 'system')`),
    check("audit_entries_operator", sql`(${t.actorKind} = 'operator') = (${t.operator} is not null)`),
  ],
);

/** What was found of an entry when its turn came. */
export const SEAL_STATES = ["signed", "adopted", "foreign", "gone"] as const;

/** The chain: each entry's place in it, numbered without a gap in each account. Insert only, like the entries. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    accountId: text().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    entryId: text().notNull(),
    state: text({ enum: SEAL_STATES }).notNull(),
    sealedAt: instant().notNull().defaultNow(),
    mac: bytea().notNull(), // of the one before, the entry, and the number
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.seq] }),
    uniqueIndex("audit_seals_of_entry").on(t.entryId),
    check("audit_seals_state", sql`${t.state} in ('signed', 'adopted', 'foreign', 'gone')`),
    check("audit_seals_mac_length", sql`octet_length(${t.mac}) = 32`),
  ],
);

/** Entries that wait for their place, put here by a trigger as they are written. Small, and so without an index. */
export const auditUnsealed = pgTable("audit_unsealed", {
  accountId: text().notNull(),
  entryId: text().notNull(),
});
