"use client";

import { type ChangeEvent, type DragEvent, type FormEvent, useEffect, useId, useRef } from "react";
import * as en from "@/components/messages/en";
import type { Place } from "@/components/policy/json-places";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { VocabularyView } from "@/lib/vocabulary/view";
import type { VocabularyActs } from "./acts";
import { ChangeList, changesNothing } from "./change-list";
import { EXAMPLE } from "./example";
import { ProblemList } from "./problem-list";
import { useImport } from "./use-import";

type Props = {
  begin: "empty" | "example";
  /** What is there now, as a file; empty where there is nothing. */
  current: string;
  acts: VocabularyActs;
  onDone: (view: VocabularyView) => void;
  onClose: () => void;
};

const LINE_HEIGHT = 18;
/** So many lines above a place are left in sight. */
const ABOVE = 4;

/** Takes a catalogue in as a text or a file, says what it would change or where it is wrong, and then imports it. */
export function ImportForm({ begin, current, acts, onDone, onClose }: Props) {
  const id = useId();
  const words = en.vocabulary;
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { text, seen, put, take, look, bring, busy, told } = useImport(
    begin === "example" ? EXAMPLE : "",
    acts,
    onDone,
  );
  useEffect(() => box.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    look();
  };
  const select = ({ from, to }: Place) => {
    box.current?.focus();
    box.current?.setSelectionRange(from, Math.min(to, lineEnd(text, from)));
    box.current?.scrollTo({ top: (text.slice(0, from).split("\n").length - ABOVE) * LINE_HEIGHT });
  };
  const ready = seen.kind === "change" && !changesNothing(seen.change);
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={words.form}
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="me-auto text-base font-semibold max-sm:w-full">{words.form}</h2>
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
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look={ready ? "secondary" : "primary"} busy={busy.looking}>
          {words.preview}
        </Button>
        <Button onClick={onClose}>{en.common.cancel}</Button>
      </div>
      <p role="status" className="sr-only">
        {seen.kind === "problems" && words.problems(seen.problems.length)}
        {seen.kind === "change" && (ready ? words.looked : words.nothing)}
      </p>
      {seen.kind === "problems" && <ProblemList problems={seen.problems} onSelect={select} />}
      {seen.kind === "change" && (
        <section aria-label={words.changes} className="flex flex-col items-start gap-3 border-t border-line pt-4">
          <h3 className="font-semibold">{words.changes}</h3>
          {seen.late && <Callout tone="warning">{words.changed}</Callout>}
          <ChangeList change={seen.change} />
          {ready && (
            <Button look="primary" busy={busy.importing} onClick={() => void bring(seen.change)}>
              {words.import}
            </Button>
          )}
        </section>
      )}
    </form>
  );
}

/** A place is shown on its first line: a whole object would be a wall of colour. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
