import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { BASE_ROLES, TOKEN_ROLES } from "@/lib/core/base-role";
import type { RoleAttributes, Statement, StoredCeiling } from "@/lib/policy/statement";
import { accounts, members } from "./accounts";
import { bytea, instant } from "./columns";

/** An access token: a name, a role and a history. What authenticates is in `token_secrets`. */
export const accessTokens = pgTable(
  "access_tokens",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    memberId: text()
      .notNull()
      .references(() => members.id), // who made it; a personal token acts for them
    caretakerId: text().references(() => members.id), // who looks after a service token when its maker has left; it may do no more for that
    viaTokenId: text(), // the token through which it was made
    onceKey: text(), // names the form that made it, so that one sent again makes no second token
    kind: text({ enum: ["personal", "service"] }).notNull(),
    name: text().notNull(),
    description: text().notNull(),
    secretTail: text().notNull(), // the last four characters of the newest secret, for lists
    roleSource: text({ enum: ["base", "custom", "inline"] }).notNull(),
    baseRole: text({ enum: TOKEN_ROLES }),
    inlinePolicy: jsonb().$type<readonly Statement[]>(),
    roleAttributes: jsonb().$type<RoleAttributes>(), // a service token's, frozen; null for a personal one, which reads its member's (ruling R5)
    ceilings: jsonb().$type<readonly StoredCeiling[]>().notNull(), // frozen permissions of its makers (ruling R3)
    defaultApiVersion: integer().notNull(),
    createdAt: instant().notNull().defaultNow(),
    modifiedAt: instant().notNull().defaultNow(),
    notAfter: instant(), // null: never expires
    pausedAt: instant(),
    deactivatedAt: instant(), // its member was removed; set once
    revokedAt: instant(), // set once, never cleared
    revokedWhy: text(),
    secretConfirmedAt: instant(),
    // What the lists show of a living token's rights, written with every act that changes it (docs/decisions/0020).
    limited: boolean().notNull().default(false), // asks for something that it does not get
    actsAs: text({ enum: BASE_ROLES }), // where a base role is held back to a weaker one
    level: smallint(), // the rank of the strongest base role held in full; null until it is worked out
    restUsed: boolean().notNull().default(false), // set once by a trigger, with the first REST use
    ended: boolean().notNull().generatedAlwaysAs(sql`revoked_at is not null or deactivated_at is not null`),
  },
  (t) => [
    // One for each order of the list, the living and the ended apart.
    index("access_tokens_by_created").on(t.accountId, t.ended, t.createdAt, t.id),
    index("access_tokens_by_name").on(t.accountId, t.ended, sql`lower(${t.name})`, t.id),
    index("access_tokens_by_expiry").on(t.accountId, t.ended, t.notAfter, t.id),
    index("access_tokens_by_level").on(t.accountId, t.ended, t.level, t.id),
    index("access_tokens_by_member").on(t.accountId, t.memberId, t.ended, t.id, t.kind),
    index("access_tokens_by_caretaker").on(t.accountId, t.caretakerId).where(sql`${t.caretakerId} is not null`),
    check("access_tokens_caretaker", sql`${t.caretakerId} is null or ${t.kind} = 'service'`),
    uniqueIndex("access_tokens_by_form").on(t.accountId, t.memberId, t.onceKey).where(sql`${t.onceKey} is not null`),
    index("access_tokens_by_tail").on(t.accountId, t.secretTail),
    // What few tokens are, so that those few are found among many.
    index("access_tokens_service").on(t.accountId, t.ended, t.createdAt, t.id).where(sql`${t.kind} = 'service'`),
    index("access_tokens_strong_role")
      .on(t.accountId, t.ended, t.baseRole)
      .where(sql`${t.baseRole} in ('admin', 'owner')`),
    index("access_tokens_inline").on(t.accountId, t.ended, t.createdAt).where(sql`${t.roleSource} = 'inline'`),
    index("access_tokens_limited").on(t.accountId, t.createdAt, t.id).where(sql`${t.limited} and not ${t.ended}`),
    index("access_tokens_paused")
      .on(t.accountId, t.createdAt, t.id)
      .where(sql`${t.pausedAt} is not null and not ${t.ended}`),
    index("access_tokens_deactivated")
      .on(t.accountId, t.createdAt, t.id)
      .where(sql`${t.deactivatedAt} is not null and ${t.revokedAt} is null`),
    index("access_tokens_unconfirmed")
      .on(t.accountId, t.createdAt, t.id)
      .where(sql`${t.secretConfirmedAt} is null and not ${t.ended}`),
    index("access_tokens_unused").on(t.accountId, t.createdAt, t.id).where(sql`not ${t.restUsed} and not ${t.ended}`),
    index("access_tokens_powerful")
      .on(t.accountId, t.createdAt, t.id)
      .where(sql`${t.level} >= 3 and ${t.notAfter} is null and not ${t.ended}`),
    check("access_tokens_acts_as", sql`${t.actsAs} in ('no_access', 'reader', 'writer', 'admin', 'owner')`),
    check("access_tokens_kind", sql`${t.kind} in ('personal', 'service')`),
    check("access_tokens_base", sql`(${t.roleSource} = 'base') = (${t.baseRole} is not null)`),
    check("access_tokens_inline", sql`(${t.roleSource} = 'inline') = (${t.inlinePolicy} is not null)`),
    check("access_tokens_role_source", sql`${t.roleSource} in ('base', 'custom', 'inline')`),
    check("access_tokens_attributes", sql`(${t.kind} = 'service') = (${t.roleAttributes} is not null)`),
    check("access_tokens_base_role", sql`${t.baseRole} in ('reader', 'writer', 'admin', 'owner')`),
    check("access_tokens_name_length", sql`char_length(${t.name}) <= 100`),
    check("access_tokens_description_length", sql`char_length(${t.description}) <= 500`),
  ],
);

/** The digests of a token's secrets, dead ones too: a secret is never issued twice (invariant I5). */
export const tokenSecrets = pgTable(
  "token_secrets",
  {
    id: text().primaryKey(),
    accountId: text().notNull(), // its token's; a foreign key would lock the account's row, which all makers share
    tokenId: text()
      .notNull()
      .references(() => accessTokens.id),
    keyId: smallint().notNull(), // which pepper
    digest: bytea().notNull(),
    last4: text().notNull(),
    state: text({ enum: ["current", "overlap", "dead"] }).notNull(),
    notAfter: instant(), // an old secret's end, while it still works
    createdAt: instant().notNull().defaultNow(),
    diedAt: instant(),
    diedWhy: text(),
  },
  (t) => [
    uniqueIndex("token_secrets_digest").on(t.digest),
    uniqueIndex("token_secrets_one_current").on(t.tokenId).where(sql`${t.state} = 'current'`),
    uniqueIndex("token_secrets_one_overlap").on(t.tokenId).where(sql`${t.state} = 'overlap'`), // two at most (invariant I22)
    check("token_secrets_digest_length", sql`octet_length(${t.digest}) = 32`),
    check("token_secrets_state", sql`${t.state} in ('current', 'overlap', 'dead')`),
    check("token_secrets_dead", sql`(${t.state} = 'dead') = (${t.diedAt} is not null)`),
  ],
);

/**
 * When a token was first and last used, by channel (ruling R22). Narrow and apart, since it is written most often, and
 * kept when the counts of usage.ts have been swept away.
 */
export const tokenUses = pgTable(
  "token_uses",
  {
    tokenId: text()
      .primaryKey()
      .references(() => accessTokens.id),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    restAt: instant(),
    gatewayAt: instant(),
    telemetryAt: instant(),
    restFirstAt: instant(),
    gatewayFirstAt: instant(),
    telemetryFirstAt: instant(),
    ended: boolean().notNull().default(false), // its token's, kept by triggers: what ended long ago is not looked through
    restRoute: text(), // what the last call was: a method and a path without its ids
  },
  (t) => [index("token_uses_by_rest").on(t.accountId, t.ended, t.restAt, t.tokenId)],
);
