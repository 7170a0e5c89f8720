"use client";

import { type ChangeEvent, type DragEvent, type FormEvent, useEffect, useId, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import type { Place } from "@/components/policy/json-places";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TroubleNote } from "@/components/ui/trouble-note";
import { NO_TROUBLE, useAct } from "@/components/ui/use-act";
import { TEXT_MAX } from "@/lib/vocabulary/limits";
import type { VocabularyChange, VocabularyView } from "@/lib/vocabulary/view";
import type { VocabularyActs } from "./acts";
import { ChangeList, changesNothing } from "./change-list";
import { EXAMPLE } from "./example";
import { notJson, type PlacedProblem, placed } from "./places";
import { ProblemList } from "./problem-list";

type Props = {
  begin: "empty" | "example";
  /** What is there now, as a file; empty where there is nothing. */
  current: string;
  acts: VocabularyActs;
  onDone: (view: VocabularyView) => void;
  onClose: () => void;
};

/** What is known of the text as it stands; nothing once it is typed in again. */
type Seen =
  | { readonly kind: "nothing" }
  | { readonly kind: "problems"; readonly problems: readonly PlacedProblem[] }
  | { readonly kind: "change"; readonly change: VocabularyChange; readonly late: boolean };

const NOTHING: Seen = { kind: "nothing" };
const LINE_HEIGHT = 18;

/** Takes a catalogue in as a text or a file, says what it would change or where it is wrong, and then imports it. */
export function ImportForm({ begin, current, acts, onDone, onClose }: Props) {
  const id = useId();
  const words = en.vocabulary;
  const [text, setText] = useState(begin === "example" ? EXAMPLE : "");
  const [seen, setSeen] = useState<Seen>(NOTHING);
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const looking = useAct(acts.preview);
  const importing = useAct(acts.import);
  useEffect(() => box.current?.focus(), []);

  const put = (next: string) => {
    setText(next);
    setSeen(NOTHING);
    looking.setTrouble(NO_TROUBLE);
    importing.setTrouble(NO_TROUBLE);
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > TEXT_MAX) return looking.setTrouble({ sentence: words.tooLarge, fields: {} });
    const read = await file.text().catch(() => null);
    if (read === null) return looking.setTrouble({ sentence: words.unreadable, fields: {} });
    put(read);
    box.current?.focus();
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (looking.busy || importing.busy) return;
    if (seen.kind === "change" && !changesNothing(seen.change)) void bring(seen.change);
    else void look(false);
  };
  const select = ({ from, to }: Place) => {
    const area = box.current;
    if (!area) return;
    area.focus();
    area.setSelectionRange(from, Math.min(to, lineEnd(text, from)));
    area.scrollTop = Math.max(0, text.slice(0, from).split("\n").length - 4) * LINE_HEIGHT;
  };
  const trouble = importing.trouble === NO_TROUBLE ? looking.trouble : importing.trouble;
  const told = trouble.sentence ?? trouble.fields["text"]?.join(" ") ?? null;
  const ready = seen.kind === "change" && !changesNothing(seen.change);
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={words.form}
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="me-auto text-base font-semibold">{words.form}</h2>
        <Button onClick={() => picker.current?.click()}>{words.file}</Button>
        {current !== "" && <Button onClick={() => put(current)}>{words.current}</Button>}
        <Button onClick={() => put(EXAMPLE)}>{words.example}</Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event: ChangeEvent<HTMLInputElement>) => {
            void take(event.target.files?.[0]);
            event.target.value = ""; // the same file may be chosen again
          }}
        />
      </div>
      <TroubleNote trouble={{ sentence: told, fields: {} }} />
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="font-semibold">
          {words.text}
        </label>
        <textarea
          ref={box}
          id={id}
          value={text}
          rows={16}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-help`}
          aria-invalid={seen.kind === "problems" || undefined}
          onChange={(event) => put(event.target.value)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event: DragEvent) => {
            if (event.dataTransfer.files.length === 0) return;
            event.preventDefault(); // else the browser would leave the page for the file
            void take(event.dataTransfer.files[0]);
          }}
          style={{ lineHeight: `${LINE_HEIGHT}px` }}
          className="w-full resize-y rounded-md border border-control bg-surface px-2.5 py-2 font-mono text-xs text-text aria-invalid:border-danger-icon"
        />
        <p id={`${id}-help`} className="text-xs text-text-subtle">
          {words.textHelp}
        </p>
      </div>
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {seen.kind === "problems" && <ProblemList problems={seen.problems} onSelect={select} />}
        {seen.kind === "change" && (
          <section aria-label={words.changes} className="flex flex-col gap-2 border-t border-line pt-3">
            <h3 className="font-semibold">{words.changes}</h3>
            {seen.late && <Callout tone="warning">{words.changed}</Callout>}
            <ChangeList change={seen.change} />
          </section>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={looking.busy || importing.busy}>
          {ready ? words.import : words.preview}
        </Button>
        <Button onClick={onClose}>{en.common.cancel}</Button>
      </div>
    </form>
  );
}

/** A place is shown on its first line: a whole object would be a wall of colour. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
