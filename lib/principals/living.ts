import "server-only";
import { and, isNull, ne, or, sql } from "drizzle-orm";
import { accessTokens, accounts, members, sessions, tokenSecrets } from "@/drizzle/schema";

/** When a session ends unless something is done in it, and at the latest, as its account has it now (security 3.9). */
export const sessionEnd = {
  idle: sql<Date>`${sessions.lastSeenAt} + (select make_interval(mins => settings.session_idle_minutes)
    from ${accounts} settings where settings.id = ${sessions.accountId})`,
  latest: sql<Date>`${sessions.createdAt} + (select make_interval(hours => settings.session_hours)
    from ${accounts} settings where settings.id = ${sessions.accountId})`,
};

/** Milliseconds since a session's member last proved who they are. */
export const provenAgo = sql<number>`extract(epoch from now() - ${sessions.authenticatedAt}) * 1000`.mapWith(Number);

/** Where a session, joined with its member, still counts: by the database's clock. */
export const livingSession = and(
  isNull(sessions.endedAt),
  isNull(members.removedAt),
  sql`least(${sessionEnd.idle}, ${sessionEnd.latest}) > now()`,
);

/** Where a token, joined with its member, still authenticates; service tokens outlive their maker. */
export const livingToken = and(
  isNull(accessTokens.revokedAt),
  isNull(accessTokens.deactivatedAt),
  isNull(accessTokens.pausedAt),
  or(isNull(accessTokens.notAfter), sql`${accessTokens.notAfter} > now()`),
  or(isNull(members.removedAt), sql`${accessTokens.kind} = 'service'`),
);

/** Where a token's secret still authenticates: the newest one, or an old one for the time it was left. */
export const livingSecret = and(
  ne(tokenSecrets.state, "dead"),
  or(isNull(tokenSecrets.notAfter), sql`${tokenSecrets.notAfter} > now()`),
);
