import "server-only";
import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { vocabularies } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Tx } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import type { Vocabulary } from "@/lib/policy/vocabulary";
import { getAccount } from "@/lib/principals/get-account";
import { differenceOf } from "./difference";
import { findVocabulary } from "./find-vocabulary";
import type { VocabularyView } from "./view";

const ACTION = "updateVocabulary";
/** So many names are told in one entry of the log. */
const TOLD_MAX = 100;

/**
 * The one way in which a vocabulary changes: allowed, unchanged since it was seen, replaced whole, and told in one entry.
 * The account is locked; `seen` is undefined for whoever replaces whatever is there. What says the same as before is no change.
 */
export async function saveVocabulary(
  tx: Tx,
  actor: Principal,
  seen: string | null | undefined,
  types: Vocabulary,
): Promise<Result<VocabularyView, Refusal>> {
  const allowed = authorize(actor, { action: ACTION, resource: ACCOUNT });
  if (!allowed.ok) return allowed;
  const { accountId } = actor;
  const present = await findVocabulary(tx, accountId);
  if (seen !== undefined && present.revision !== seen) return err({ kind: "changed_since", what: "page" });
  if (isDeepStrictEqual(present.types, types)) return ok(present);
  const saved = types.length === 0 ? { revision: null, types } : { revision: newId(), types };
  if (saved.revision === null) await tx.delete(vocabularies).where(eq(vocabularies.accountId, accountId));
  else {
    const { revision } = saved;
    await tx
      .insert(vocabularies)
      .values({ accountId, revision, types })
      .onConflictDoUpdate({ target: vocabularies.accountId, set: { revision, types } });
  }
  const { name } = await getAccount(tx, actor);
  await recordAuditEntry(tx, actor, {
    kind: "account",
    action: ACTION,
    resource: ACCOUNT,
    target: { id: accountId, name },
    details: { before: sizeOf(present.types), after: sizeOf(types), ...told(present.types, types) },
  });
  return ok(saved);
}

const sizeOf = (types: Vocabulary) =>
  types.length === 0 ? null : { types: types.length, actions: types.reduce((n, { actions }) => n + actions.length, 0) };

/** The names that came and went: types, and actions of types that stayed. */
function told(before: Vocabulary, after: Vocabulary): { added: string[]; removed: string[] } {
  const { added, removed, changed } = differenceOf(before, after);
  const ofKept = (side: "added" | "removed") =>
    changed.flatMap((each) => each[side].map((action) => `${action} · ${each.type.type}`));
  const some = (names: string[]) =>
    names.length > TOLD_MAX ? [...names.slice(0, TOLD_MAX), `+ ${names.length - TOLD_MAX}`] : names;
  return {
    added: some([...added.map(({ type }) => type), ...ofKept("added")]),
    removed: some([...removed.map(({ type }) => type), ...ofKept("removed")]),
  };
}
