import { notFound } from "next/navigation";
import * as en from "@/components/messages/en";
import { LastChanged } from "@/components/settings/last-changed";
import { PageHeader } from "@/components/shell/page-header";
import { VocabularyDesk } from "@/components/vocabulary/vocabulary-desk";
import { VocabularyTable } from "@/components/vocabulary/vocabulary-table";
import { readVocabulary } from "@/lib/vocabulary/read-vocabulary";
import { readForPage } from "../read";
import {
  importVocabularyAction,
  previewRemovalAction,
  previewVocabularyAction,
  removeVocabularyAction,
} from "./actions";

export const metadata = { title: "Vocabulary · Settings" };

const ACTS = {
  preview: previewVocabularyAction,
  import: importVocabularyAction,
  previewRemoval: previewRemovalAction,
  remove: removeVocabularyAction,
};

export default async function VocabularyPage() {
  const { principal, db, settings, names, zone, now } = await readForPage();
  const found = await readVocabulary(db, principal);
  if (!found.ok) notFound();
  const { types, text } = found.value;
  const may = settings.rights.updateVocabulary;
  return (
    <>
      <div className="flex flex-col gap-1">
        <PageHeader title={en.vocabulary.title}>
          <LastChanged saved={settings.saved.updateVocabulary} now={now} zone={zone} />
        </PageHeader>
        <p className="max-w-[720px] text-text-muted">{en.vocabulary.intro}</p>
      </div>
      <VocabularyDesk
        size={{ types: types.length, actions: types.reduce((sum, { actions }) => sum + actions.length, 0) }}
        text={may ? text : ""}
        acts={ACTS}
        denied={may ? null : en.settings.denied(en.settings.vocabularyWord, names)}
      >
        {types.length > 0 && <VocabularyTable types={types} />}
      </VocabularyDesk>
    </>
  );
}
