import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { CHANNELS } from "@/lib/core/channel";
import { instant } from "./columns";

// No foreign keys here: their checks would lock the tokens' rows with every batch, and neither tokens nor secrets are
// ever deleted.

const counter = () => bigint({ mode: "number" }).notNull();
const channel = () => text({ enum: CHANNELS }).notNull();

/** How often a secret was used on a day of UTC, by channel and outcome. */
export const usageDays = pgTable(
  "usage_days",
  {
    tokenId: text().notNull(),
    channel: channel(),
    day: date({ mode: "string" }).notNull(),
    secretId: text().notNull(),
    accountId: text().notNull(),
    allowed: counter(),
    denied: counter(),
    hours: integer().array(), // uses in each hour of the day, of UTC; of rest alone
  },
  (t) => [
    primaryKey({ columns: [t.tokenId, t.channel, t.day, t.secretId] }), // also what a token's days are read by
    index("usage_days_by_day").on(t.day),
    check("usage_days_channel", sql`${t.channel} in ('rest', 'gateway', 'telemetry')`),
    check("usage_days_hours", sql`cardinality(${t.hours}) = 24`),
  ],
);

/** What a token did on a day of UTC: by the kind of resource and the action that decided, as the catalogue names them. */
export const usageActions = pgTable(
  "usage_actions",
  {
    tokenId: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    channel: channel(),
    kind: text().notNull(), // `other` with the action `other` is what the catalogue does not know
    action: text().notNull(),
    accountId: text().notNull(),
    allowed: counter(),
    denied: counter(),
  },
  (t) => [
    primaryKey({ columns: [t.tokenId, t.day, t.channel, t.kind, t.action] }),
    index("usage_actions_by_day").on(t.day),
    check("usage_actions_channel", sql`${t.channel} in ('rest', 'gateway', 'telemetry')`),
  ],
);

/** From where a token was used: the newest few addresses and agents of each channel. */
export const usageSources = pgTable(
  "usage_sources",
  {
    tokenId: text().notNull(),
    channel: channel(),
    address: text().notNull(),
    agent: text().notNull(), // shortened, and without anything that looks like a secret
    accountId: text().notNull(),
    uses: counter(),
    firstAt: instant().notNull(),
    lastAt: instant().notNull(),
    // By which it is swept. An index on the instant itself would be written to with every use, and not once a day.
    lastDay: date({ mode: "string" }).notNull().generatedAlwaysAs(sql`(last_at at time zone 'utc')::date`),
  },
  (t) => [
    primaryKey({ columns: [t.tokenId, t.channel, t.address, t.agent] }),
    index("usage_sources_by_day").on(t.lastDay),
    check("usage_sources_channel", sql`${t.channel} in ('rest', 'gateway', 'telemetry')`),
    check("usage_sources_length", sql`char_length(${t.address}) <= 64 and char_length(${t.agent}) <= 120`),
  ],
);

/** When each secret was last used, and how often it was tried since it stopped working. */
export const usageSecrets = pgTable(
  "usage_secrets",
  {
    secretId: text().primaryKey(),
    tokenId: text().notNull(),
    accountId: text().notNull(),
    restAt: instant(),
    gatewayAt: instant(),
    telemetryAt: instant(),
    blocked: counter().default(0),
    blockedWhy: text(), // what it was dead of at the last of these tries
    blockedSince: instant(), // when that came about: tries before it are not counted any more
    blockedAt: instant(),
    blockedAddress: text(),
    blockedAgent: text(),
  },
  (t) => [index("usage_secrets_by_token").on(t.tokenId)],
);

/** The processes that collect uses, and up to when each has written what it saw. Of the installation, not of an account. */
export const usageWriters = pgTable("usage_writers", {
  id: text().primaryKey(),
  batch: integer().notNull(), // the last that is written: one that is tried again is written once
  completeUntil: instant().notNull(),
  seenAt: instant().notNull(),
});
