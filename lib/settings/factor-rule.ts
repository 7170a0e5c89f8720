import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { accounts, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import { isGuarded } from "@/lib/principals/guarded";
import { hasFactor } from "@/lib/principals/living";
import type { SaveFactorRuleInput } from "./input";
import { authorizeSettings } from "./permissions";
import { saveSettings } from "./save-settings";
import type { FactorReach, FactorRule } from "./view";

/** Whether the account requires a second factor of its members. */
export async function readFactorRule(db: Db | Tx, accountId: string): Promise<FactorRule> {
  const [row] = await db.select({ required: accounts.factorRequired }).from(accounts).where(eq(accounts.id, accountId));
  return expectRow(row);
}

/** How many who joined have no second factor, and whether the viewer has one, for whoever may see the settings. */
export async function factorReach(db: Db, principal: Principal): Promise<Result<FactorReach, Refusal>> {
  const allowed = authorizeSettings(principal);
  if (!allowed.ok) return allowed;
  const { accountId, memberId } = principal;
  const [row] = await db
    .select({
      members: sql<number>`count(*)`.mapWith(Number),
      without: sql<number>`count(*) filter (where not ${hasFactor})`.mapWith(Number),
      own: sql<boolean>`coalesce(bool_or(${hasFactor}) filter (where members.id = ${memberId}), false)`,
    })
    .from(members)
    .where(and(eq(members.accountId, accountId), isNull(members.removedAt), isNotNull(members.joinedAt)));
  return ok(expectRow(row));
}

/**
 * Requires a second factor of everybody, or no longer, for whoever may `updateRequireMfa` and has one themselves: nobody locks
 * themselves out. Open sessions follow at once: those of members without one are good for nothing but setting one up. Tokens go on.
 */
export async function saveFactorRule(
  db: Db,
  principal: Principal,
  { seen, asked }: SaveFactorRuleInput,
): Promise<Result<FactorRule, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const present = toColumns(await readFactorRule(tx, actor.accountId));
      const states = { seen: toColumns(seen), present, asked: toColumns(asked) };
      const saved = await saveSettings(tx, actor, "updateRequireMfa", states);
      if (!saved.ok) return saved;
      const proven = provenLately(actor);
      if (!proven.ok) return proven;
      if (asked.required && !(await isGuarded(tx, actor))) return err({ kind: "factor_needed" });
      return ok(asked);
    },
    { lockAccount: true },
  );
}

const toColumns = ({ required }: FactorRule) => ({ factorRequired: required });
