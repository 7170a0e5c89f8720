import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Vocabulary } from "@/lib/policy/vocabulary";
import { accounts } from "./accounts";

/** What an account calls the resources of its own services. No decision reads it: it names, it does not permit (ruling R11). */
export const vocabularies = pgTable(
  "vocabularies",
  {
    accountId: text()
      .primaryKey()
      .references(() => accounts.id),
    revision: text().notNull(), // another one with each import, so that what was read can be told from what is there
    types: jsonb().$type<Vocabulary>().notNull(),
  },
  (t) => [check("vocabularies_size", sql`jsonb_array_length(${t.types}) between 1 and 100`)],
);
