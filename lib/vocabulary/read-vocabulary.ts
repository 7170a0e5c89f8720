import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { authorizeSettings } from "@/lib/settings/permissions";
import { findVocabulary } from "./find-vocabulary";
import type { VocabularyView } from "./view";
import { writeFile } from "./write-file";

/** The vocabulary and its text, for whoever may see the settings. */
export async function readVocabulary(
  db: Db,
  principal: Principal,
): Promise<Result<VocabularyView & { readonly text: string }, Refusal>> {
  const allowed = authorizeSettings(principal);
  if (!allowed.ok) return allowed;
  const found = await findVocabulary(db, principal.accountId);
  return ok({ ...found, text: found.revision === null ? "" : writeFile(found.types) });
}
