import "server-only";
import { and, isNull, ne, or, sql } from "drizzle-orm";
import { accessTokens, members, sessions, tokenSecrets } from "@/drizzle/schema";

/** Where a session, joined with its member, still counts: by the database's clock (security 3.9). */
export const livingSession = and(
  isNull(sessions.endedAt),
  isNull(members.removedAt),
  sql`${sessions.lastSeenAt} > now() - interval '60 minutes'`,
  sql`${sessions.createdAt} > now() - interval '24 hours'`,
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
