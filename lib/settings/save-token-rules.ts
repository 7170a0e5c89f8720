import "server-only";
import { eq, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import type { SaveTokenRulesInput } from "./input";
import { readTokenRules } from "./read-token-rules";
import { saveSettings } from "./save-settings";
import type { TokenRules } from "./view";

/**
 * Saves the account's token rules, for whoever may `updateTokenRules`; refused if somebody saved others since they were
 * read. They hold for what is made and changed from then on, by everybody; tokens that are there keep their dates. The
 * rights version of every member moves, so that no token is made by the rules of before (see `rulesFor`).
 */
export async function saveTokenRules(
  db: Db,
  principal: Principal,
  { seen, asked }: SaveTokenRulesInput,
): Promise<Result<TokenRules, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const present = await readTokenRules(tx, actor.accountId);
      // First the members: what they are just making is then written, or decided anew once this is.
      const settle = () =>
        tx
          .update(members)
          .set({ rightsVersion: sql`${members.rightsVersion} + 1` })
          .where(eq(members.accountId, actor.accountId));
      const saved = await saveSettings(tx, actor, "updateTokenRules", { seen, present, asked, settle });
      return saved.ok ? ok(asked) : saved;
    },
    { lockAccount: true },
  );
}
