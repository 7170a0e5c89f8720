import "server-only";
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { members, accessTokens as t } from "@/drizzle/schema";
import { fragmentPattern, literally } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { poolOf } from "@/lib/db/prepared";
import { hasSearchIndex } from "@/lib/db/search-index";

const SECRET = /^(lk[ps])_?[^\s]*?([0-9A-Za-z]{4})$/;
const PREFIX = /^lk([ps])_?$/;
const PEOPLE_MAX = 200;

type Asked = { kind: "personal" | "service" | null; tail: string | null; text: string };

/** What a search is for: the type prefix and last four of anything that begins like a secret, else a text. */
export function readSearch(q: string): Asked {
  const kindOf = (prefix: string) => (prefix === "lkp" || prefix === "p" ? "personal" : "service");
  const [, bare] = PREFIX.exec(q) ?? [];
  if (bare !== undefined) return { kind: kindOf(bare), tail: null, text: "" };
  const [, prefix, tail] = /^lk[ps]_/.test(q) ? (SECRET.exec(q) ?? []) : [];
  if (prefix !== undefined && tail !== undefined) return { kind: kindOf(prefix), tail, text: "" };
  return { kind: null, tail: /^[0-9A-Za-z]{4}$/.test(q) ? q : null, text: q.toLowerCase() };
}

/**
 * Tokens by a part of their name or note, by the last four of their secret, or by a part of their owner's address. One or two
 * letters are looked for where a word begins: a part so short is in everything, and no index finds it. Without the trigram
 * index only names that begin so are found.
 */
export async function searchSql(db: Db, accountId: string, q: string): Promise<SQL | undefined> {
  if (q === "") return undefined;
  const { kind, tail, text } = readSearch(q);
  const byTail = tail === null ? undefined : eq(t.secretTail, tail);
  if (text === "") return and(kind === null ? undefined : eq(t.kind, kind), byTail) ?? sql`false`;
  const byOwner = await ownersSql(db, accountId, text);
  const byText = (await hasSearchIndex(poolOf(db), "access_tokens_by_words")) ? saysSo(text) : nameBegins(text);
  return or(byText, byTail, byOwner);
}

const saysSo = (text: string): SQL => sql`token_words(${t.name}, ${t.description}) like ${fragmentPattern(text)}`;

const isShort = (text: string) => [...text].length <= 2;

function nameBegins(text: string): SQL {
  const name = sql`lower(${t.name})`;
  return sql`(${name} >= ${text} and ${name} < ${`${text}\u{10ffff}`} and ${name} like ${`${literally(text)}%`})`;
}

/** People are looked up first: few of them are found by the index of their tokens. */
async function ownersSql(db: Db, accountId: string, text: string): Promise<SQL | undefined> {
  const pattern = `${isShort(text) ? "" : "%"}${literally(text)}%`;
  const having = and(eq(members.accountId, accountId), sql`${members.emailKey} like ${pattern}`);
  const people = db.select({ id: members.id }).from(members).where(having);
  const ids = (await people.limit(PEOPLE_MAX + 1)).map(({ id }) => id);
  if (ids.length > PEOPLE_MAX) return inArray(t.memberId, db.select({ id: members.id }).from(members).where(having));
  return ids.length === 0 ? undefined : inArray(t.memberId, ids);
}
