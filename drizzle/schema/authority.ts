import { bigint, customType, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
const pgSnapshot = customType<{ data: string }>({ dataType: () => "pg_snapshot" });

/**
 * What changed about what may be done, written by triggers in the transaction of the change: which account, and which
 * token if it is one alone ('' if not). Whoever keeps permissions in memory reads it and forgets (decision 0018).
 */
export const authorityChanges = pgTable(
  "authority_changes",
  {
    xid: xid8().notNull(),
    accountId: text().notNull(), // no foreign key: it would lock the account's row
    tokenId: text().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.xid, t.accountId, t.tokenId] }), index("authority_changes_by_age").on(t.at)],
);

/** Processes that keep permissions in memory: each says by a snapshot which changes it has taken in. Of no account. */
export const authorityInstances = pgTable("authority_instances", {
  id: text().primaryKey(),
  taken: pgSnapshot().notNull(),
  renewals: bigint({ mode: "number" }).notNull().default(0), // moves with every renewal, whatever clocks do
  seenAt: instant().notNull().defaultNow(),
});
