import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { accessTokens, auditEntries, members } from "@/drizzle/schema";
import { fragmentPattern, literally } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { anyOf } from "./conditions";
import { actsSaying } from "./words";

/** So many names are handed on as ids; of more the database looks each up. */
const NAMED_MAX = 200;

/** What an entry itself says, as the trigram index holds it: word for word the expression of the migration. */
const said = sql`translate(lower(' ' || ${auditEntries.targetName} || ' ' || ${auditEntries.action} || ' ' || coalesce(${auditEntries.comment}, '') || ' ' || coalesce(${auditEntries.operator}, '')), '-_./:@', '      ')`;

/**
 * The entries in which a text is found: names of then and of today, what was done in words, and why. Never what changed,
 * and never an address. Names of whoever acted are looked up first, so that each part is found by an index of its own.
 */
export async function searched(db: Db, accountId: string, q: string): Promise<SQL | undefined> {
  if (q === "") return undefined;
  const text = `%${literally(q.toLowerCase())}%`;
  const [byMember, byToken] = await Promise.all([namedMembers(db, accountId, text), namedTokens(db, accountId, text)]);
  return or(
    sql`${said} like ${fragmentPattern(q)}`,
    byMember,
    byToken,
    ...actsSaying(q).map((act) => {
      const [kind = "", action = ""] = act.split(".");
      return sql`(${auditEntries.kind} = ${kind} and ${auditEntries.action} = ${action})`;
    }),
  );
}

async function namedMembers(db: Db, accountId: string, text: string): Promise<SQL | undefined> {
  const person = sql`lower(${members.firstName} || ' ' || ${members.lastName})`;
  const named = db
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.accountId, accountId), or(sql`${person} like ${text}`, sql`${members.emailKey} like ${text}`)),
    );
  const ids = (await named.limit(NAMED_MAX + 1)).map(({ id }) => id);
  if (ids.length > NAMED_MAX) return sql`${auditEntries.memberId} in ${named}`;
  return ids.length === 0 ? undefined : anyOf(auditEntries.memberId, ids);
}

async function namedTokens(db: Db, accountId: string, text: string): Promise<SQL | undefined> {
  const named = db
    .select({ id: accessTokens.id })
    .from(accessTokens)
    .where(and(eq(accessTokens.accountId, accountId), sql`lower(${accessTokens.name}) like ${text}`));
  const ids = (await named.limit(NAMED_MAX + 1)).map(({ id }) => id);
  if (ids.length === 0) return undefined;
  const these = ids.length > NAMED_MAX ? sql`${auditEntries.actorId} in ${named}` : anyOf(auditEntries.actorId, ids);
  return and(eq(auditEntries.actorKind, "access_token"), these);
}
