import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { accessTokens, members } from "@/drizzle/schema";
import type { Db, Tx } from "@/lib/db/client";
import { type HeldRole, heldByMember, heldByToken } from "./held-roles";
import type { DeclaredRole, MemberStanding, TokenStanding } from "./principals";

/** The columns behind a `MemberStanding`. */
export const memberStandingColumns = {
  accountId: members.accountId,
  memberId: members.id,
  baseRole: members.baseRole,
  roles: sql<HeldRole[]>`${sql.raw(heldByMember(`"members"."id"`))}`,
  attributes: members.roleAttributes,
  rightsVersion: members.rightsVersion,
};

/** The columns behind a `TokenStanding`, before its declared role is made of three of them. */
export const tokenStandingColumns = {
  tokenId: accessTokens.id,
  kind: accessTokens.kind,
  baseRole: accessTokens.baseRole,
  tokenRoles: sql<HeldRole[]>`${sql.raw(heldByToken(`"access_tokens"."id"`))}`,
  inlinePolicy: accessTokens.inlinePolicy,
  tokenAttributes: accessTokens.roleAttributes,
  ceilings: accessTokens.ceilings,
};

type DeclaredColumns = {
  readonly baseRole: (typeof accessTokens.$inferSelect)["baseRole"];
  readonly inlinePolicy: (typeof accessTokens.$inferSelect)["inlinePolicy"];
  readonly tokenRoles: readonly HeldRole[];
};

/** Which of the three forms a token's row has. */
export function declaredOf({ baseRole, inlinePolicy, tokenRoles }: DeclaredColumns): DeclaredRole {
  if (baseRole !== null) return { source: "base", baseRole };
  if (inlinePolicy !== null) return { source: "inline", statements: inlinePolicy };
  return { source: "custom", roles: tokenRoles };
}

type TokenColumns = DeclaredColumns &
  Pick<TokenStanding, "tokenId" | "kind" | "ceilings"> & { readonly tokenAttributes: TokenStanding["attributes"] };

/** A token's standing out of its columns. */
export function tokenStandingOf(row: TokenColumns): TokenStanding {
  const { tokenId, kind, ceilings, tokenAttributes } = row;
  return { tokenId, kind, ceilings, attributes: tokenAttributes, declared: declaredOf(row) };
}

/** What a living member may do now is worked out from this; null for one who was removed. */
export async function findMemberStanding(db: Db | Tx, accountId: string, id: string): Promise<MemberStanding | null> {
  return selectMember(db, and(eq(members.id, id), eq(members.accountId, accountId), isNull(members.removedAt)));
}

async function selectMember(db: Db | Tx, where: SQL | undefined): Promise<MemberStanding | null> {
  const [row] = await db.select(memberStandingColumns).from(members).where(where);
  return row ?? null;
}
