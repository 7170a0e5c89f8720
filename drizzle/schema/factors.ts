import { bigint, index, pgTable, text } from "drizzle-orm/pg-core";
import { accounts, members } from "./accounts";
import { bytea, instant } from "./columns";

const owned = {
  accountId: text()
    .notNull()
    .references(() => accounts.id),
};

/** A member's authenticator app: the key that both sides know, sealed. It is a factor once a code of it was shown. */
export const memberTotp = pgTable("member_totp", {
  memberId: text()
    .primaryKey()
    .references(() => members.id),
  ...owned,
  sealed: bytea().notNull(),
  nextSealed: bytea(), // the key of an app that is to take this one's place: nothing before a code of it was shown
  createdAt: instant().notNull().defaultNow(),
  confirmedAt: instant(),
  usedStep: bigint({ mode: "number" }), // the 30-second step of the last code that was taken: none up to it counts again
});

/** Codes that stand in for a lost factor, by keyed digests; a used one is gone. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: text().primaryKey(),
    ...owned,
    memberId: text()
      .notNull()
      .references(() => members.id),
    digest: bytea().notNull().unique(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [index("recovery_codes_by_member").on(t.accountId, t.memberId)],
);
