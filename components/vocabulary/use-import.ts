"use client";

import { useState } from "react";
import * as en from "@/components/messages/en";
import { NO_TROUBLE, useAct } from "@/components/ui/use-act";
import { TEXT_MAX } from "@/lib/vocabulary/limits";
import type { VocabularyChange, VocabularyView } from "@/lib/vocabulary/view";
import type { VocabularyActs } from "./acts";
import { notJson, type PlacedProblem, placed } from "./places";

/** What is known of the text as it stands: nothing once it is typed in again. `late` says that somebody else was faster. */
export type Seen =
  | { readonly kind: "nothing" }
  | { readonly kind: "problems"; readonly problems: readonly PlacedProblem[] }
  | { readonly kind: "change"; readonly change: VocabularyChange; readonly late: boolean };

const NOTHING: Seen = { kind: "nothing" };

/** A catalogue on its way in: typed or taken from a file, looked at, then brought in as it was looked at. */
export function useImport(first: string, acts: VocabularyActs, onDone: (view: VocabularyView) => void) {
  const [text, setText] = useState(first);
  const [seen, setSeen] = useState<Seen>(NOTHING);
  const looking = useAct(acts.preview);
  const importing = useAct(acts.import);

  const put = (next: string) => {
    setText(next);
    setSeen(NOTHING);
    looking.setTrouble(NO_TROUBLE);
    importing.setTrouble(NO_TROUBLE);
  };
  const refuse = (sentence: string) => looking.setTrouble({ sentence, fields: {} });
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > TEXT_MAX) return refuse(en.vocabulary.tooLarge);
    const read = await file.text().catch(() => null);
    if (read === null) return refuse(en.vocabulary.unreadable);
    put(read);
  };
  const look = async (late: boolean) => {
    const broken = notJson(text);
    if (broken) return setSeen({ kind: "problems", problems: [broken] });
    const answer = await looking.run({ text });
    if (!answer) return setSeen(NOTHING);
    const { value } = answer;
    setSeen(
      value.readable
        ? { kind: "change", change: value.change, late }
        : { kind: "problems", problems: placed(text, value.problems) },
    );
  };
  const bring = async ({ seen: revision }: VocabularyChange) => {
    const saved = await importing.run({ text, seen: revision }, (refusal) => {
      if (refusal.kind !== "changed_since") return false;
      void look(true);
      return true;
    });
    if (saved) onDone(saved.value);
  };
  const trouble = importing.trouble === NO_TROUBLE ? looking.trouble : importing.trouble;
  return {
    text,
    seen,
    put,
    take,
    look: () => void (looking.busy || importing.busy || look(false)),
    bring,
    busy: { looking: looking.busy, importing: importing.busy },
    told: trouble.sentence ?? trouble.fields["text"]?.join(" ") ?? null,
  };
}
