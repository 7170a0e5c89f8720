import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { Vocabulary } from "@/lib/policy/vocabulary";
import { change } from "@/lib/principals/change";
import { saveVocabulary } from "./save-vocabulary";
import type { VocabularyView } from "./view";

/** Puts a vocabulary that was read in the place of whatever is there, for whoever may `updateVocabulary`; an empty one takes it away. */
export async function replaceVocabulary(
  db: Db,
  principal: Principal,
  types: Vocabulary,
): Promise<Result<VocabularyView, Refusal>> {
  return change(db, principal, (tx, actor) => saveVocabulary(tx, actor, undefined, types), { lockAccount: true });
}
