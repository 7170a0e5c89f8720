import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import type { Vocabulary } from "@/lib/policy/vocabulary";
import { differenceOf } from "./difference";
import { findVocabulary } from "./find-vocabulary";
import type { PreviewVocabularyInput } from "./input";
import { type Gone, namedBy } from "./named-by";
import { readFile } from "./read-file";
import type { NamedBy, VocabularyChange, VocabularyPreview } from "./view";

const NOBODY: NamedBy = { roles: 0, tokens: 0 };

/** What importing a text would change, for whoever may import it; nothing is changed yet. */
export async function previewVocabulary(
  db: Db,
  principal: Principal,
  { text }: PreviewVocabularyInput,
): Promise<Result<VocabularyPreview, Refusal>> {
  const allowed = authorize(principal, { action: "updateVocabulary", resource: ACCOUNT });
  if (!allowed.ok) return allowed;
  const read = readFile(text);
  if (!read.ok) return ok({ readable: false, problems: read.error });
  return ok({ readable: true, change: await changeTo(db, principal, read.value) });
}

/** What taking the vocabulary away would leave without a name, for whoever may do that. */
export async function previewRemoval(db: Db, principal: Principal): Promise<Result<VocabularyChange, Refusal>> {
  const allowed = authorize(principal, { action: "updateVocabulary", resource: ACCOUNT });
  return allowed.ok ? ok(await changeTo(db, principal, [])) : allowed;
}

async function changeTo(db: Db, { accountId }: Principal, types: Vocabulary): Promise<VocabularyChange> {
  const present = await findVocabulary(db, accountId);
  const { added, removed, changed } = differenceOf(present.types, types);
  const gone: Gone[] = [
    ...removed.map(({ type }) => ({ type })),
    ...changed.flatMap((each) => each.removed.map((action) => ({ type: each.type.type, action }))),
  ];
  const found = await namedBy(db, accountId, gone);
  const by = (type: string, action?: string) =>
    found[gone.findIndex((each) => each.type === type && each.action === action)] ?? NOBODY;
  return {
    seen: present.revision,
    types: types.length,
    actions: types.reduce((sum, { actions }) => sum + actions.length, 0),
    added: added.map(({ type, label, actions }) => ({ type, label, actions: actions.map(({ name }) => name) })),
    removed: removed.map(({ type, label }) => ({ type, label, namedBy: by(type) })),
    changed: changed.map((each) => ({
      type: each.type.type,
      label: each.type.label,
      added: each.added,
      removed: each.removed.map((name) => ({ name, namedBy: by(each.type.type, name) })),
      reworded: each.reworded,
    })),
  };
}
