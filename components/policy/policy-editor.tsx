"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Grants, Statement } from "@/lib/policy/statement";
import { Builder, rowId } from "./builder";
import { EMPTY_STATEMENT, isComplete, type Row } from "./draft";
import { type Finding, type PolicyError, statementAt } from "./finding";
import { formatStatements } from "./format-statements";
import type { JsonHandle } from "./json-editor";
import type { Place } from "./json-places";
import { LintList } from "./lint-list";
import { problemsOf, readPolicy } from "./read-policy";

const Menu = dynamic(() => import("@/components/ui/menu").then((late) => late.Menu), { ssr: false });
const JsonEditor = dynamic(() => import("./json-editor").then((late) => late.JsonEditor), {
  ssr: false,
  loading: () => <p className="min-h-60 p-3 text-text-subtle">{en.policy.loading}</p>,
});

/** Statements that can be copied into a policy: a role's. */
export type StartFrom = { readonly label: string; readonly statements: readonly Statement[] };

type Props = {
  label: string;
  /** The statements at the start, and again when somebody else sets them; what is typed is kept in here. */
  value: readonly Statement[];
  /** Null while what is written is not a policy; `draft` is what of it says something already. */
  onChange: (statements: readonly Statement[] | null, draft: readonly Statement[]) => void;
  /** What else there is to say about statements, beyond that they are a policy at all. */
  lint?: ((statements: readonly Statement[]) => readonly Finding[]) | undefined;
  /** What the server refused. */
  errors?: readonly PolicyError[] | undefined;
  /** What the viewer can do: actions that they lack are marked. */
  yours?: Grants | undefined;
  startFrom?: readonly StartFrom[] | undefined;
  /** Whether rows that are not finished yet are called wrong; by default once anything was changed. */
  insist?: boolean | undefined;
};

type Mode = "builder" | "json";
const LINT_PAUSE_MS = 150;
const NOTHING: readonly PolicyError[] = [];

/** A policy, chosen row by row or written as JSON; going from one to the other never changes what it means. */
export function PolicyEditor({ label, value, onChange, lint, errors = NOTHING, yours, startFrom, insist }: Props) {
  const id = useId();
  const findingsId = `${id}-findings`;
  const counter = useRef(0);
  const nextId = () => ++counter.current;
  const rowsOf = (statements: readonly Statement[]): Row[] =>
    statements.map((statement) => ({ id: nextId(), statement }));
  const [mode, setMode] = useState<Mode>("builder");
  const [rows, setRows] = useState<readonly Row[]>(() => value.map((statement, i) => ({ id: -1 - i, statement })));
  const [text, setText] = useState("");
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  const [touched, setTouched] = useState(false);
  const editor = useRef<JsonHandle>(null);
  const sent = useRef(value);

  // The same array that was told comes back as `value`; another one was set from outside.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setRows(value.map((statement) => ({ id: ++counter.current, statement })));
    setText(formatStatements(value));
  }, [value]);

  const read = useMemo(() => (mode === "json" ? readPolicy(text) : null), [mode, text]);
  const statements = useMemo(() => rows.map(({ statement }) => statement), [rows]);
  const settled = useSettled(read ? read.statements : statements, mode === "json" ? LINT_PAUSE_MS : 0);
  const shown = useMemo(() => {
    const own = read ? read.findings : (insist ?? touched) ? problemsOf(statements) : [];
    const more = lint && settled?.every(isComplete) ? lint(settled) : [];
    const refused = errors.map(({ pointer, message }) => ({ code: "", level: "error" as const, pointer, message }));
    return [...refused, ...own, ...more];
  }, [read, statements, settled, lint, errors, touched, insist]);
  const marks = useMemo<readonly Place[]>(
    () => (read ? shown.filter(({ level }) => level === "error").map(({ pointer }) => read.place(pointer)) : []),
    [read, shown],
  );

  const tell = (next: readonly Statement[] | null, draft: readonly Statement[]) => {
    if (next) sent.current = next;
    onChange(next, draft);
  };
  const changeRows = (next: readonly Row[]) => {
    setRows(next);
    setTouched(true);
    const all = next.map(({ statement }) => statement);
    tell(problemsOf(all).length === 0 ? all : null, all.filter(isComplete));
  };
  const changeText = (next: string) => {
    setText(next);
    const { statements: parsed } = readPolicy(next);
    if (parsed) setRows(rowsOf(parsed));
    tell(parsed, parsed ?? []);
  };
  const turnTo = (next: Mode) => {
    if (next === mode || (next === "builder" && !read?.statements && text.trim() !== "[]")) return;
    // What was typed stays as it was typed, unless the rows say something else by now.
    if (next === "json" && !saysTheSame(text, statements)) setText(formatStatements(statements));
    setMode(next);
  };
  const replace = (next: readonly Statement[]) => {
    const made = rowsOf(next);
    setText(formatStatements(next));
    changeRows(made);
  };
  const copyFrom = ({ statements: copied }: StartFrom) => {
    const kept = statements.filter((statement) => JSON.stringify(statement) !== JSON.stringify(EMPTY_STATEMENT));
    replace([...kept, ...copied]);
  };
  const select = ({ pointer }: Finding) => {
    if (read) return editor.current?.select(read.place(pointer));
    const row = rows[statementAt(pointer) ?? 0];
    const inside = row && document.getElementById(rowId(findingsId, row));
    inside
      ?.querySelector<HTMLElement>(/actions/i.test(pointer) ? "button[aria-label^='Actions']" : "select, button")
      ?.focus();
  };
  const shut = mode === "json" && read?.statements === null;
  const wrong = new Set(shown.flatMap(({ level, pointer }) => (level === "error" ? (statementAt(pointer) ?? []) : [])));

  return (
    <section aria-label={label} className="rounded-lg border border-line-strong bg-surface">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <Modes mode={mode} shut={shut} describedBy={`${id}-shut`} onTurn={turnTo} />
        <span className="ms-auto text-xs text-text-subtle">
          {en.policy.count((read?.statements ?? statements).length)}
        </span>
        {startFrom && mode === "builder" && (
          <Button
            look="ghost"
            aria-haspopup="menu"
            aria-expanded={menu !== null}
            onClick={(event) => setMenu(event.currentTarget)}
          >
            {en.policy.startFrom}
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        )}
        {mode === "json" && (
          <Button
            look="ghost"
            disabled={shut}
            onClick={() => read?.statements && setText(formatStatements(read.statements))}
          >
            {en.policy.format}
          </Button>
        )}
      </div>
      {mode === "builder" ? (
        <Builder
          label={label}
          findingsId={findingsId}
          wrong={wrong}
          rows={rows}
          nextId={nextId}
          yours={yours}
          onChange={changeRows}
          onEditAsJson={() => turnTo("json")}
        />
      ) : (
        <JsonEditor
          label={en.policy.json}
          describedBy={`${id}-help ${findingsId}`}
          invalid={shown.some(({ level }) => level === "error")}
          value={text}
          marks={marks}
          onChange={changeText}
          handle={editor}
        />
      )}
      {mode === "json" && (
        <p id={`${id}-help`} className="border-t border-line px-3 py-2 text-xs text-text-subtle">
          {en.policy.jsonHelp} {shut && <span id={`${id}-shut`}>{en.policy.builderShut}</span>}
        </p>
      )}
      <LintList
        id={findingsId}
        findings={shown}
        onSelect={select}
        onFix={({ fix }) => fix && replace(fix.statements)}
      />
      {menu && startFrom && (
        <Menu
          label={en.policy.startFromMenu}
          anchor={menu}
          onClose={() => setMenu(null)}
          items={startFrom.map((each) => ({ label: each.label, onSelect: () => copyFrom(each) }))}
        />
      )}
    </section>
  );
}

type ModesProps = { mode: Mode; shut: boolean; describedBy: string; onTurn: (mode: Mode) => void };

function Modes({ mode, shut, describedBy, onTurn }: ModesProps) {
  return (
    <fieldset className="inline-flex rounded-md border border-line-strong p-0.5">
      <legend className="sr-only">{en.policy.mode}</legend>
      {(["builder", "json"] as const).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={mode === each}
          aria-disabled={(each === "builder" && shut) || undefined}
          aria-describedby={each === "builder" && shut ? describedBy : undefined}
          onClick={() => onTurn(each)}
          className={cn(
            "min-h-6 rounded-sm px-2.5 text-xs aria-disabled:cursor-not-allowed pointer-coarse:min-h-10",
            mode === each ? "bg-selected font-semibold text-text" : "text-text-muted hover:bg-hover",
          )}
        >
          {en.policy.modes[each]}
        </button>
      ))}
    </fieldset>
  );
}

/** Whether a text is a policy that says just this. */
function saysTheSame(text: string, statements: readonly Statement[]): boolean {
  const [typed, chosen] = [text, JSON.stringify(statements)].map((each) => readPolicy(each).statements);
  return typed !== null && JSON.stringify(typed) === JSON.stringify(chosen);
}

/** A value once it has stopped changing for a while. */
function useSettled<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (pause === 0) return;
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return pause === 0 ? value : settled;
}
