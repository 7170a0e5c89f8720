import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accessTokens, members, tokenSecrets } from "@/drizzle/schema";
import { isId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";
import type { Grants } from "@/lib/policy/statement";
import {
  findMemberStanding,
  memberStandingColumns,
  tokenStandingColumns,
  tokenStandingOf,
} from "@/lib/principals/find-standing";
import { livingToken } from "@/lib/principals/living";
import { memberGrant, tokenGrants } from "@/lib/principals/principals";

/** Whom a question is about, by name and not by secret: a token or a member (ruling R42). */
export type Subject = {
  readonly accountId: string;
  /** The token's; of a member its own, under which no change of a token is noted. */
  readonly id: string;
  readonly kind: "token" | "member";
  /** Of a token its newest secret, to which its uses are counted when nobody presented one. */
  readonly secretId: string | null;
  readonly grants: Grants;
};

/** A subject's name in memory; null if there can be no such subject. */
export function subjectKey(accountId: string, kind: string, id: string): string | null {
  return (kind === "token" || kind === "member") && isId(id) ? `${kind}:${accountId}:${id}` : null;
}

type FoundSubject = { readonly subject: Subject; readonly dead: boolean; readonly endsIn: number | null };

/** The living subject of that name, and for how many milliseconds it still is one; null if there is none. */
export async function findSubject(db: Db, key: string): Promise<FoundSubject | null> {
  const [kind = "", accountId = "", id = ""] = key.split(":");
  return kind === "member" ? findMember(db, accountId, id) : findToken(db, accountId, id);
}

async function findMember(db: Db, accountId: string, id: string): Promise<FoundSubject | null> {
  const member = await findMemberStanding(db, accountId, id);
  if (member === null) return null;
  const subject = { accountId, id, kind: "member", secretId: null, grants: [memberGrant(member)] } as const;
  return { subject, dead: false, endsIn: null };
}

async function findToken(db: Db, accountId: string, id: string): Promise<FoundSubject | null> {
  const [row] = await db
    .select({
      token: tokenStandingColumns,
      member: memberStandingColumns,
      secretId: tokenSecrets.id,
      endsIn: sql<number | null>`floor(extract(epoch from ${accessTokens.notAfter} - now()) * 1000)::float8`,
    })
    .from(accessTokens)
    .innerJoin(members, eq(members.id, accessTokens.memberId))
    .innerJoin(tokenSecrets, and(eq(tokenSecrets.tokenId, accessTokens.id), eq(tokenSecrets.state, "current")))
    .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId), livingToken));
  if (!row) return null;
  const grants = tokenGrants(tokenStandingOf(row.token), row.member);
  return { subject: { accountId, id, kind: "token", secretId: row.secretId, grants }, dead: false, endsIn: row.endsIn };
}
