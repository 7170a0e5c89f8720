import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** One act, one actor, one resource. Insert only: a trigger refuses everything else. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: text().primaryKey(),
    accountId: text().notNull(), // no foreign key: it would lock the account's row, which everybody's changes share
    at: instant().notNull().default(sql`clock_timestamp()`),
    actorKind: text({ enum: ["session", "access_token", "operator", "visitor", "system"] }).notNull(),
    actorId: text(), // the session's or the token's id
    memberId: text(), // the member behind it, if any
    operator: text(), // the name of whoever sat at the server's command line
    kind: text({ enum: ["account", "member", "role", "token", "session"] }).notNull(),
    action: text().notNull(),
    resource: text().notNull(), // a specifier
    targetId: text().notNull(),
    targetName: text().notNull(),
    details: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    comment: text(),
    ip: text(),
    requestId: text(),
  },
  (t) => [
    index("audit_entries_by_time").on(t.accountId, t.at.desc(), t.id),
    index("audit_entries_by_target").on(t.accountId, t.targetId),
    check("audit_entries_actor", sql`${t.actorKind} in ('session', 'access_token', 'operator', 'visitor', 'system')`),
    check("audit_entries_operator", sql`(${t.actorKind} = 'operator') = (${t.operator} is not null)`),
  ],
);
