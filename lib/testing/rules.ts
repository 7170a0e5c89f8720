import type { Db } from "@/lib/db/client";
import { saveTokenRulesInput } from "@/lib/settings/input";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { saveTokenRules } from "@/lib/settings/save-token-rules";
import type { TokenRules } from "@/lib/settings/view";
import { asNow, type TestMember } from "./account";

/** Saves those rules and leaves the others as they are. */
export async function setRules(db: Db, saver: TestMember, rules: Partial<TokenRules>): Promise<void> {
  const principal = await asNow(db, saver);
  const seen = await readTokenRules(db, principal.accountId);
  const input = saveTokenRulesInput.parse({ seen, asked: { ...seen, ...rules } });
  const saved = await saveTokenRules(db, principal, input);
  if (!saved.ok) throw new Error(`the test's rules were refused: ${JSON.stringify(saved.error)}`);
}
