import { sql } from "drizzle-orm";
import { check, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";

/** The one row about this installation as a whole: it belongs to no account, and holds no secret. */
export const installation = pgTable(
  "installation",
  {
    id: integer().primaryKey().default(1),
    secretCheck: bytea().notNull(), // tells a changed master secret at start (ruling R16)
    setUpDigest: bytea(), // of the printed set-up link's code
    setUpNotAfter: instant(),
    createdAt: instant().notNull().defaultNow(),
    headsUnsentSince: instant(), // since when no place outside takes the heads of the audit chain (security 6, F7)
    restoredSince: instant(), // when it was noticed that more had left the database than stands in it (security 3.16)
  },
  (t) => [check("installation_is_one_row", sql`${t.id} = 1`)],
);

/** Failed sign-ins per address and per network, counted where all instances see them (security 3.12). */
export const signInThrottles = pgTable("sign_in_throttles", {
  key: text().primaryKey(), // a keyed digest: an address that has no account yet has no account_id either
  failures: integer().notNull().default(0),
  blockedUntil: instant(),
  windowStartedAt: instant().notNull().defaultNow(),
});
