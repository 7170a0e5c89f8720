import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, text } from "drizzle-orm/pg-core";
import { accounts, members } from "./accounts";
import { bytea, instant } from "./columns";

/** A public key whose other half is on a device of a member's: who shows that they have it, and unlocked it, is that member. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    memberId: text()
      .notNull()
      .references(() => members.id),
    credentialId: text().notNull().unique(), // base64url, as devices and browsers name it
    publicKey: bytea().notNull(), // COSE
    counter: bigint({ mode: "number" }).notNull(), // of signatures, by the device; 0 for ever where it does not count
    transports: text().array().notNull(), // how the browser may reach the device
    backedUp: boolean().notNull(), // it is on more than one device, as its keeper says
    name: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
  },
  (t) => [
    index("passkeys_by_member").on(t.accountId, t.memberId),
    check("passkeys_counter", sql`${t.counter} between 0 and 4294967295`),
  ],
);

/** Challenges that were answered, whatever the answer was worth: none is looked at twice. Of no account, since most are a visitor's. */
export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    tag: bytea().primaryKey(),
    answeredAt: instant().notNull().defaultNow(),
  },
  (t) => [index("passkey_challenges_by_age").on(t.answeredAt)],
);
