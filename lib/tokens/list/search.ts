import "server-only";
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { members, accessTokens as t } from "@/drizzle/schema";
import { literally } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { poolOf } from "@/lib/db/prepared";
import { hasSearchIndex, SEARCHED } from "@/lib/db/search-index";

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
  const people = await peopleWith(db, accountId, text);
  const byOwner = people.length === 0 ? undefined : inArray(t.memberId, people);
  const byText = (await hasSearchIndex(poolOf(db))) ? textSql(text) : nameBegins(text);
  return or(byText, byTail, byOwner);
}

function textSql(text: string): SQL {
  const searched = sql.raw(SEARCHED);
  if (!isShort(text)) return sql`${searched} like ${`%${literally(text)}%`}`;
  // The only expression that is built from what was typed: at most two characters, each a literal.
  const literal = [...text].map((letter) => (/[\p{L}\p{N}]/u.test(letter) ? letter : `\\${letter}`)).join("");
  return sql`${searched} ~ ${`(^|[^[:alnum:]])${literal}`}`;
}

const isShort = (text: string) => [...text].length <= 2;

function nameBegins(text: string): SQL {
  const name = sql`lower(${t.name})`;
  return sql`(${name} >= ${text} and ${name} < ${`${text}\u{10ffff}`} and ${name} like ${`${literally(text)}%`})`;
}

async function peopleWith(db: Db, accountId: string, text: string): Promise<string[]> {
  const pattern = `${isShort(text) ? "" : "%"}${literally(text)}%`;
  const found = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.accountId, accountId), sql`${members.emailKey} like ${pattern}`))
    .limit(PEOPLE_MAX);
  return found.map(({ id }) => id);
}
