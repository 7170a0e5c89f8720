import "server-only";
import { eq } from "drizzle-orm";
import { accounts } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import type { SaveSignInRulesInput } from "./input";
import { saveSettings } from "./save-settings";
import type { SignInRules } from "./view";

const columns = { idleMinutes: accounts.sessionIdleMinutes, hours: accounts.sessionHours };

/** How long the account's sessions last. */
export async function readSignInRules(db: Db | Tx, accountId: string): Promise<SignInRules> {
  const [row] = await db.select(columns).from(accounts).where(eq(accounts.id, accountId));
  return expectRow(row);
}

/**
 * Saves how long sessions last, for whoever may `updateSessionDuration`. Open sessions follow at once, the editor's own
 * included, since their end is worked out at every request.
 */
export async function saveSignInRules(
  db: Db,
  principal: Principal,
  { seen, asked }: SaveSignInRulesInput,
): Promise<Result<SignInRules, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const present = toColumns(await readSignInRules(tx, actor.accountId));
      const states = { seen: toColumns(seen), present, asked: toColumns(asked) };
      const saved = await saveSettings(tx, actor, "updateSessionDuration", states);
      if (!saved.ok) return saved;
      const proven = provenLately(actor); // a refusal takes back what was saved
      return proven.ok ? ok(asked) : proven;
    },
    { lockAccount: true },
  );
}

const toColumns = ({ idleMinutes, hours }: SignInRules) => ({ sessionIdleMinutes: idleMinutes, sessionHours: hours });
