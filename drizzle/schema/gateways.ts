import { sql } from "drizzle-orm";
import { check, index, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { bytea, instant } from "./columns";

/** A gateway's own credential: what lets a proxy or a service ask what other people's tokens may do. */
export const gateways = pgTable(
  "gateways",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    name: text().notNull(),
    keyId: smallint().notNull(), // which pepper
    digest: bytea().notNull().unique(),
    last4: text().notNull(),
    createdBy: text(), // the member; null for the operator
    createdAt: instant().notNull().defaultNow(),
    revokedAt: instant(), // set once, never cleared
  },
  (t) => [
    index("gateways_by_account").on(t.accountId, t.createdAt),
    check("gateways_name_length", sql`char_length(${t.name}) between 1 and 100`),
    check("gateways_digest_length", sql`octet_length(${t.digest}) = 32`),
  ],
);
