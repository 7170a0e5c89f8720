import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { BASE_PERMISSIONS } from "@/lib/core/base-role";
import type { Statement } from "@/lib/policy/statement";
import { accessTokens } from "./access-tokens";
import { accounts, members } from "./accounts";
import { instant } from "./columns";

const RESOURCE_CATEGORIES = ["organization", "project", "any"] as const;

/** A named policy of the account, as it is now. A deleted one stays as a row: what refers to it gets nothing from it (ruling R13). */
export const customRoles = pgTable(
  "custom_roles",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    key: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    basePermissions: text({ enum: BASE_PERMISSIONS }).notNull(),
    resourceCategory: text({ enum: RESOURCE_CATEGORIES }),
    policy: jsonb().$type<readonly Statement[]>().notNull(), // as it was written, order and all
    version: integer().notNull().default(1),
    createdAt: instant().notNull().defaultNow(),
    modifiedAt: instant().notNull().defaultNow(),
    deletedAt: instant(), // set once, never cleared
  },
  (t) => [
    // Keys that differ in case only would be mistaken for each other.
    uniqueIndex("custom_roles_living_key").on(t.accountId, sql`lower(${t.key})`).where(sql`${t.deletedAt} is null`),
    check("custom_roles_base_permissions", sql`${t.basePermissions} in ('reader', 'no_access')`),
    check("custom_roles_category", sql`${t.resourceCategory} in ('organization', 'project', 'any')`),
    check("custom_roles_key_length", sql`char_length(${t.key}) between 1 and 64`),
    check("custom_roles_name_length", sql`char_length(${t.name}) between 1 and 128`),
  ],
);

/** Every saved state of a role: insert only, so that what a token could do at a time stays readable. */
export const customRoleVersions = pgTable(
  "custom_role_versions",
  {
    roleId: text()
      .notNull()
      .references(() => customRoles.id),
    version: integer().notNull(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    name: text().notNull(),
    description: text().notNull(),
    basePermissions: text({ enum: BASE_PERMISSIONS }).notNull(),
    policy: jsonb().$type<readonly Statement[]>().notNull(),
    savedAt: instant().notNull().defaultNow(),
    savedBy: text().references(() => members.id), // the member who answers for it; null for the operator
    comment: text(),
  },
  (t) => [primaryKey({ columns: [t.roleId, t.version] }), index("custom_role_versions_by_account").on(t.accountId)],
);

/** Which member holds which role directly. */
export const memberRoles = pgTable(
  "member_roles",
  {
    memberId: text()
      .notNull()
      .references(() => members.id),
    roleId: text()
      .notNull()
      .references(() => customRoles.id),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    position: smallint().notNull(), // the order in which they were given
  },
  (t) => [primaryKey({ columns: [t.memberId, t.roleId] }), index("member_roles_by_role").on(t.accountId, t.roleId)],
);

/** Which token is scoped by which roles. */
export const tokenRoles = pgTable(
  "token_roles",
  {
    tokenId: text()
      .notNull()
      .references(() => accessTokens.id),
    roleId: text()
      .notNull()
      .references(() => customRoles.id),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    position: smallint().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.roleId] }), index("token_roles_by_role").on(t.accountId, t.roleId)],
);
