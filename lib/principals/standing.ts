import "server-only";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Actor } from "@/lib/access/principal";
import { livingSession, livingToken } from "./living";

const dialect = new PgDialect({ casing: "snake_case" });
const text = (condition: typeof livingSession) => (condition ? dialect.sqlToQuery(condition).sql : "true");

/**
 * A query that finds one row while a principal still stands as it was looked up: $1 the actor's id (the
 * member's for an operator), $2 the account, $3 the version of the member's rights. It locks what it finds
 * until the statement's transaction ends, so that what is written from it was allowed when it committed
 * (invariant I21).
 */
export const STANDING: Record<Actor["kind"], string> = {
  session: `select members.id from sessions join members on members.id = sessions.member_id
    where sessions.id = $1 and sessions.account_id = $2 and members.rights_version = $3 and ${text(livingSession)} for share`,
  access_token: `select members.id from access_tokens join members on members.id = access_tokens.member_id
    where access_tokens.id = $1 and access_tokens.account_id = $2 and members.rights_version = $3 and ${text(livingToken)} for share`,
  operator: `select members.id from members
    where members.id = $1 and members.account_id = $2 and members.rights_version = $3 and members.removed_at is null for share`,
};
