import { boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { accounts, members } from "./accounts";
import { bytea, instant } from "./columns";

/** A browser session: this row decides, the cookie only points at it (security 3.9). */
export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    memberId: text()
      .notNull()
      .references(() => members.id),
    digest: bytea().notNull().unique(), // of the opaque id in the cookie
    createdAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    authenticatedAt: instant().notNull().defaultNow(),
    ip: text().notNull(),
    userAgent: text().notNull(),
    pending: boolean().notNull().default(false), // the password was right, the second factor is still asked for: it opens nothing
    endedAt: instant(), // set once, never cleared
    endedWhy: text({
      enum: [
        "signed_out",
        "ended",
        "replaced",
        "password_changed",
        "role_changed",
        "member_removed",
        "factor_changed",
        "wrong_proofs",
      ],
    }),
  },
  (t) => [index("sessions_by_member").on(t.accountId, t.memberId)],
);
