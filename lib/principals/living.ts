import "server-only";
import { and, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import {
  accessTokens,
  accounts,
  members,
  memberTotp,
  passkeys,
  recoveryCodes,
  sessions,
  tokenSecrets,
} from "@/drizzle/schema";

/** When a session ends unless something is done in it, and at the latest, as its account has it now (security 3.9). */
export const sessionEnd = {
  idle: sql<Date>`${sessions.lastSeenAt} + (select make_interval(mins => settings.session_idle_minutes)
    from ${accounts} settings where settings.id = ${sessions.accountId})`,
  latest: sql<Date>`${sessions.createdAt} + (select make_interval(hours => settings.session_hours)
    from ${accounts} settings where settings.id = ${sessions.accountId})`,
};

/** Milliseconds since a session's member last proved who they are. */
export const provenAgo = sql<number>`extract(epoch from now() - ${sessions.authenticatedAt}) * 1000`.mapWith(Number);

/*
 * What members sign in with besides a password. Their columns are named as text: among the results of a query on one table Drizzle
 * would leave the table's name out, and the inner query would take its own.
 */
const has = (inner: SQL) => sql<boolean>`exists (select from ${inner})`;
const theirs = (rows: string) => sql.raw(`${rows}.member_id = members.id and ${rows}.account_id = members.account_id`);

/** Whether a member has an authenticator app that gave a first code. */
export const hasApp = has(sql`${memberTotp} totp where ${theirs("totp")} and totp.confirmed_at is not null`);

/** Whether a member has a passkey. */
export const hasPasskey = has(sql`${passkeys} keys where ${theirs("keys")}`);

/** Whether a member has a recovery code left. */
export const hasRecoveryCode = has(sql`${recoveryCodes} codes where ${theirs("codes")}`);

/** Whether a member has a second factor: something that they are asked to show after their password. */
export const hasFactor = sql<boolean>`(${hasApp} or ${hasPasskey})`;

const notOver = and(
  isNull(sessions.endedAt),
  isNull(members.removedAt),
  sql`least(${sessionEnd.idle}, ${sessionEnd.latest}) > now()`,
);

/** Where a session's member has shown all that they have; their account may still ask for a second factor that they lack. */
export const signedInSession = and(notOver, sql`not ${sessions.pending}`);

/** Where a session, joined with its member, still counts: by the database's clock. */
export const livingSession = and(
  signedInSession,
  sql`(${hasFactor} or not (select settings.factor_required from ${accounts} settings where settings.id = ${sessions.accountId}))`,
);

/** Where a session still waits for the second factor, for ten minutes. It opens nothing. */
export const waitingSession = and(
  notOver,
  sql`${sessions.pending}`,
  sql`${sessions.createdAt} + interval '10 minutes' > now()`,
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
