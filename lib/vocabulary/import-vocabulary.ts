import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import type { ImportVocabularyInput } from "./input";
import { readFile } from "./read-file";
import { saveVocabulary } from "./save-vocabulary";
import type { VocabularyView } from "./view";

/**
 * Replaces the account's whole vocabulary by what a text says, for whoever may `updateVocabulary`; refused if somebody
 * imported another since its effect was looked at. It names and orders; what anybody may do stays as it is (ruling R11).
 */
export async function importVocabulary(
  db: Db,
  principal: Principal,
  { text, seen }: ImportVocabularyInput,
): Promise<Result<VocabularyView, Refusal>> {
  const read = readFile(text);
  if (!read.ok) {
    const sentences = read.error.map(({ pointer, message }) => (pointer === "" ? message : `${pointer}: ${message}`));
    return err({ kind: "invalid_input", fields: { text: sentences } });
  }
  return change(db, principal, (tx, actor) => saveVocabulary(tx, actor, seen, read.value), { lockAccount: true });
}
