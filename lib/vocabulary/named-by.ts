import "server-only";
import { and, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { accessTokens, customRoles } from "@/drizzle/schema";
import { literally } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { typePathOf } from "@/lib/policy/catalogue-specifier";
import { ANYTHING } from "@/lib/policy/resource";
import type { Statement } from "@/lib/policy/statement";
import type { NamedBy } from "./view";

/** A type that goes, or one action of a type that stays. */
export type Gone = { readonly type: string; readonly action?: string };

/** A policy, with how many living things have just this one. */
type Held = { readonly policy: readonly Statement[]; readonly held: number };

/**
 * How many custom roles, and living tokens with a policy of their own, name each of these. Equal policies are read once;
 * a pattern that only covers a thing, as `*` does, does not name it.
 */
export async function namedBy(db: Db, accountId: string, gone: readonly Gone[]): Promise<NamedBy[]> {
  if (gone.length === 0) return [];
  const [roles, tokens] = await Promise.all([rolesNaming(db, accountId, gone), tokensNaming(db, accountId, gone)]);
  const sum = (all: readonly Held[], each: Gone) =>
    all.reduce((found, { policy, held }) => (policy.some((one) => names(one, each)) ? found + held : found), 0);
  return gone.map((each) => ({ roles: sum(roles, each), tokens: sum(tokens, each) }));
}

/** Whether a statement names a type, or an action where it speaks of that type. */
function names({ resources = [], notResources = [], actions = [], notActions = [] }: Statement, gone: Gone): boolean {
  const patterns = [...resources, ...notResources];
  const { type, action } = gone;
  if (action === undefined) return patterns.some((pattern) => typePathOf(pattern) === type);
  if (![...actions, ...notActions].includes(action)) return false;
  return patterns.some((pattern) => pattern === ANYTHING || typePathOf(pattern) === type);
}

/** Looks for the words first, so that only policies that may be meant are read. */
function mayName(policy: PgColumn, gone: readonly Gone[]) {
  const words = gone.map(({ type, action }) => action ?? `${type.split(":").at(-1)}`);
  const patterns = [...new Set(words)].map((word) => `%${literally(word)}%`);
  return sql`${policy}::text like any(${sql.param(patterns)}::text[])`;
}

function rolesNaming(db: Db, accountId: string, gone: readonly Gone[]): Promise<Held[]> {
  const { policy } = customRoles;
  return db
    .select({ policy, held: count() })
    .from(customRoles)
    .where(and(eq(customRoles.accountId, accountId), isNull(customRoles.deletedAt), mayName(policy, gone)))
    .groupBy(policy);
}

async function tokensNaming(db: Db, accountId: string, gone: readonly Gone[]): Promise<Held[]> {
  const { inlinePolicy } = accessTokens;
  const rows = await db
    .select({ policy: inlinePolicy, held: count() })
    .from(accessTokens)
    .where(
      and(
        eq(accessTokens.accountId, accountId),
        eq(accessTokens.ended, false),
        eq(accessTokens.roleSource, "inline"),
        isNotNull(inlinePolicy),
        mayName(inlinePolicy, gone),
      ),
    )
    .groupBy(inlinePolicy);
  return rows.flatMap(({ policy, held }) => (policy === null ? [] : [{ policy, held }]));
}
