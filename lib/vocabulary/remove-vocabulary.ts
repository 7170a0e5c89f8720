import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import type { RemoveVocabularyInput } from "./input";
import { saveVocabulary } from "./save-vocabulary";
import type { VocabularyView } from "./view";

/** Takes the account's vocabulary away, for whoever may `updateVocabulary`; policies that name its types go on as they are. */
export async function removeVocabulary(
  db: Db,
  principal: Principal,
  { seen }: RemoveVocabularyInput,
): Promise<Result<VocabularyView, Refusal>> {
  return change(db, principal, (tx, actor) => saveVocabulary(tx, actor, seen, []), { lockAccount: true });
}
