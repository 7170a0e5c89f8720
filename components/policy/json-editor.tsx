"use client";

import { json } from "@codemirror/lang-json";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { Place } from "./json-places";

/** What others may do with the open editor. */
export type JsonHandle = { readonly select: (place: Place) => void };

type Props = {
  label: string;
  describedBy: string;
  invalid: boolean;
  value: string;
  /** Places with something wrong with them. */
  marks: readonly Place[];
  onChange: (text: string) => void;
  handle: Ref<JsonHandle>;
};

const setMarks = StateEffect.define<readonly Place[]>();
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, newDoc }) {
    const given = effects.find((effect) => effect.is(setMarks));
    if (!given) return marks.map(changes);
    const fitting = (given.value as readonly Place[]).filter(({ from, to }) => from < to && to <= newDoc.length);
    return Decoration.set(
      fitting.map(({ from, to }) => Decoration.mark({ class: "cm-wrong" }).range(from, to)),
      true,
    );
  },
  provide: (field) => EditorView.decorations.from(field),
});

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--color-accent)" },
  { tag: tags.string, color: "var(--color-success-text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--color-info-text)" },
  { tag: [tags.separator, tags.bracket], color: "var(--color-text-muted)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--color-text)", backgroundColor: "var(--color-surface)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" }, // the frame around it shows the focus
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.25rem", overflow: "auto", maxHeight: "28rem" },
  ".cm-content, .cm-gutter": { minHeight: "14rem" },
  ".cm-content": { padding: "0.5rem 0" },
  ".cm-gutters": {
    backgroundColor: "var(--color-sunken)",
    color: "var(--color-text-subtle)",
    border: "0",
    position: "static",
  },
  "&.cm-focused .cm-cursor": { borderLeftColor: "var(--color-text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--color-usage-1)",
  },
  ".cm-wrong": { textDecoration: "underline wavy var(--color-danger-icon)", textUnderlineOffset: "3px" },
});

/** A text field for JSON with line numbers and colours. Loaded when it is first opened; Tab leaves it. */
export function JsonEditor({ label, describedBy, invalid, value, marks, onChange, handle }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const attributes = useRef(new Compartment());
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; the effects below keep it in step
  useEffect(() => {
    if (!box.current) return;
    const editor = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          minimalSetup,
          lineNumbers(),
          json(),
          indentUnit.of("  "),
          syntaxHighlighting(colors),
          look,
          marked,
          EditorView.lineWrapping,
          EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? ""),
          attributes.current.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) tell.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({
      effects: [
        setMarks.of(marks),
        attributes.current.reconfigure(
          EditorView.contentAttributes.of({
            "aria-label": label,
            "aria-describedby": describedBy,
            ...(invalid ? { "aria-invalid": "true" } : {}),
          }),
        ),
      ],
    });
  }, [marks, label, describedBy, invalid]);
  useImperativeHandle(handle, () => ({
    select: ({ from, to }) => {
      const editor = view.current;
      if (!editor) return;
      const length = editor.state.doc.length;
      editor.dispatch({
        selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
        scrollIntoView: true,
      });
      editor.focus();
    },
  }));
  return (
    <div
      ref={box}
      className="has-[.cm-focused]:outline-2 has-[.cm-focused]:-outline-offset-2 has-[.cm-focused]:outline-ring"
    />
  );
}
