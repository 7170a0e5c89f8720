import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, pgTable, smallint, text } from "drizzle-orm/pg-core";
import type { RouteRule } from "@/lib/core/route-rule";
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
    // Whether its proxy names action and resource of each request, or the account's route rules do (decision 0025).
    asksBy: text({ enum: ["names", "routes"] })
      .notNull()
      .default("names"),
    createdBy: text(), // the member; null for the operator
    createdAt: instant().notNull().defaultNow(),
    revokedAt: instant(), // set once, never cleared
  },
  (t) => [
    index("gateways_by_account").on(t.accountId, t.createdAt),
    check("gateways_name_length", sql`char_length(${t.name}) between 1 and 100`),
    check("gateways_asks_by", sql`${t.asksBy} in ('names', 'routes')`),
    check("gateways_digest_length", sql`octet_length(${t.digest}) = 32`),
  ],
);

/** How often each gateway asked, and when last: apart from the gateways, since a trigger there notes what changes rights. */
export const gatewayUses = pgTable("gateway_uses", {
  gatewayId: text()
    .primaryKey()
    .references(() => gateways.id),
  accountId: text().notNull(),
  calls: bigint({ mode: "number" }).notNull(),
  lastAt: instant().notNull(),
});

/** What an account's requests to its services are, by method and address. A trigger notes every change (decision 0025). */
export const gatewayRoutes = pgTable(
  "gateway_routes",
  {
    accountId: text()
      .primaryKey()
      .references(() => accounts.id),
    revision: text().notNull(), // another one with each change, so that what was read can be told from what is there
    routes: jsonb().$type<readonly RouteRule[]>().notNull(),
  },
  (t) => [check("gateway_routes_size", sql`jsonb_array_length(${t.routes}) <= 200`)],
);
