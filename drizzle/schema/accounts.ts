import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { BASE_ROLES } from "@/lib/core/base-role";
import type { RoleAttributes } from "@/lib/policy/statement";
import { bytea, instant } from "./columns";

const MAKERS = ["everybody", "admins"] as const;

/** A tenant: owns everything else. Its settings stand here, so that no account is without them. */
export const accounts = pgTable(
  "accounts",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    personalMakers: text({ enum: MAKERS }).notNull().default("everybody"), // who may make which kind, whatever their role says (ruling R12)
    serviceMakers: text({ enum: MAKERS }).notNull().default("everybody"),
    longestDays: integer(), // null: a token may be made to last as long as anybody likes
    neverAllowed: boolean().notNull().default(true),
    personalDays: integer().notNull().default(90), // what the form of a new token offers first (ruling R21)
    serviceDays: integer().notNull().default(365),
    staleDays: integer().notNull().default(90),
    pauseAfterDays: integer(), // null: unused tokens are left alone
    overlapHours: integer().notNull().default(168), // so long an old secret may work on after a rotation
    sessionIdleMinutes: integer().notNull().default(60), // security 3.9
    sessionHours: integer().notNull().default(24),
    factorRequired: boolean().notNull().default(false), // who has no second factor gets no further than setting one up
  },
  (t) => [
    check(
      "accounts_makers",
      sql`${t.personalMakers} in ('everybody', 'admins') and ${t.serviceMakers} in ('everybody', 'admins')`,
    ),
    check("accounts_longest", sql`${t.longestDays} between 1 and 730`),
    check("accounts_stale", sql`${t.staleDays} between 1 and 365`),
    check("accounts_pause_after", sql`${t.pauseAfterDays} between 30 and 365`),
    check("accounts_overlap", sql`${t.overlapHours} between 0 and 168`),
    check("accounts_sessions", sql`${t.sessionIdleMinutes} between 5 and 720 and ${t.sessionHours} between 1 and 168`),
  ],
);

/** A person's place in an account. Coming back after a removal makes a new row (ruling R14). */
export const members = pgTable(
  "members",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    email: text().notNull(), // as it was typed, after NFKC
    emailKey: text().notNull(), // lower case, for finding
    firstName: text().notNull().default(""),
    lastName: text().notNull().default(""),
    baseRole: text({ enum: BASE_ROLES }).notNull(),
    roleAttributes: jsonb().$type<RoleAttributes>().notNull().default({}), // what the placeholders of held roles stand for
    passwordHash: text(), // argon2id; null while the invitation is open
    invitedBy: text(),
    createdAt: instant().notNull().defaultNow(),
    joinedAt: instant(),
    removedAt: instant(), // set once, never cleared
    removedBy: text(),
    oidcIssuer: text(), // where the member signs in besides, as bound at their first time
    oidcSubject: text(), // who they are there, for good: their address may change
    rightsVersion: integer().notNull().default(1), // moves with everything that changes what the member may do
  },
  (t) => [
    uniqueIndex("members_living_address").on(t.emailKey).where(sql`${t.removedAt} is null`),
    uniqueIndex("members_living_subject").on(t.oidcIssuer, t.oidcSubject).where(sql`${t.removedAt} is null`),
    index("members_by_account").on(t.accountId, t.createdAt),
    check("members_bound_whole", sql`(${t.oidcIssuer} is null) = (${t.oidcSubject} is null)`),
    check("members_base_role", sql`${t.baseRole} in ('no_access', 'reader', 'writer', 'admin', 'owner')`),
    check("members_joined_with_password", sql`(${t.joinedAt} is null) = (${t.passwordHash} is null)`),
  ],
);

/** A one-time link that lets a member set a password: an invitation, or a way back in. */
export const memberLinks = pgTable(
  "member_links",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    memberId: text()
      .notNull()
      .references(() => members.id),
    purpose: text({ enum: ["invite", "reset"] }).notNull(),
    digest: bytea().notNull().unique(),
    createdAt: instant().notNull().defaultNow(),
    notAfter: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    index("member_links_by_member").on(t.accountId, t.memberId),
    check("member_links_purpose", sql`${t.purpose} in ('invite', 'reset')`),
  ],
);
