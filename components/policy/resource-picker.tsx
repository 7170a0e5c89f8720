"use client";

import { Plus, X } from "lucide-react";
import { Fragment, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { INPUT } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { CATALOGUE, type Catalogue, kindOf } from "@/lib/policy/catalogue";
import { levelsOf, specifierOf } from "@/lib/policy/catalogue-specifier";
import { ANYTHING } from "@/lib/policy/resource";
import type { Choice } from "./draft";
import { resourceInWords } from "./in-words";
import { useOwnKinds } from "./own-kinds";
import { useCatalogue } from "./use-catalogue";

type Props = {
  label: string;
  anchor: HTMLElement;
  value: Choice;
  onChange: (value: Choice) => void;
  onClose: () => void;
};

/** Chooses what a statement is about: a kind, then which of it, level by level; one entry is worked on at a time. */
export function ResourcePicker({ label, anchor, value, onChange, onClose }: Props) {
  const { except, entries } = value;
  const [at, setAt] = useState(0);
  const current = entries[at];
  const catalogue = useCatalogue();
  const put = (pattern: string) => {
    if (entries.includes(pattern)) return setAt(entries.indexOf(pattern)); // an entry stands there once
    onChange({ except, entries: at < entries.length ? entries.with(at, pattern) : [...entries, pattern] });
  };
  const remove = (index: number) => {
    const left = entries.filter((_, i) => i !== index);
    setAt(Math.max(0, Math.min(at, left.length - 1)));
    onChange({ except, entries: left });
  };
  return (
    <Popover
      label={label}
      anchor={anchor}
      width={600}
      onClose={onClose}
      footer={
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={except}
            onChange={(event) => onChange({ except: event.target.checked, entries })}
            className="size-4 accent-accent-solid"
          />
          {en.policy.except}
        </label>
      }
    >
      <div className="grid min-h-0 flex-1 sm:grid-cols-2">
        <Kinds chosen={current} onChoose={put} />
        <div className="flex min-w-0 flex-col gap-3 border-line p-3 max-sm:border-t sm:border-s">
          <p className="font-semibold">{en.policy.which}</p>
          <Which
            key={current === undefined ? "" : `${at}${kindOf(current, catalogue)?.key}`}
            pattern={current}
            onChange={put}
          />
          {entries.length > 0 && (
            <ul aria-label={en.policy.chosen} className="flex flex-col gap-1 border-t border-line pt-3">
              {entries.map((pattern, i) => (
                <Entry
                  key={pattern}
                  pattern={pattern}
                  current={i === at}
                  onChoose={() => setAt(i)}
                  onRemove={() => remove(i)}
                />
              ))}
            </ul>
          )}
          {entries.length > 0 && at < entries.length && (
            <Button look="ghost" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAt(entries.length)}>
              {en.policy.another}
            </Button>
          )}
        </div>
      </div>
    </Popover>
  );
}

const EVERYTHING = { key: ANYTHING, specifier: ANYTHING, label: en.policy.everything };

function Kinds({ chosen, onChoose }: { chosen: string | undefined; onChoose: (pattern: string) => void }) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const fits = (kind: { label: string; specifier: string }) =>
    `${kind.label} ${kind.specifier}`.toLowerCase().includes(wanted);
  const own = useOwnKinds();
  const catalogue = useCatalogue();
  const groups = [
    { label: null, kinds: [EVERYTHING] },
    { label: en.policy.ownKinds, kinds: own },
    { label: own.length > 0 ? en.policy.builtInKinds : null, kinds: CATALOGUE },
  ].map(({ label, kinds }) => ({ label, kinds: kinds.filter(fits) }));
  const key = chosen === undefined ? null : chosen === ANYTHING ? ANYTHING : kindOf(chosen, catalogue)?.key;
  return (
    <fieldset className="flex min-h-0 min-w-0 flex-col gap-2 p-3">
      <legend className="sr-only">{en.policy.kinds}</legend>
      <input
        data-autofocus
        aria-label={en.policy.findKind}
        placeholder={en.policy.findKind}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={INPUT}
      />
      <div className="max-h-44 min-h-0 flex-1 overflow-y-auto sm:max-h-80">
        {groups.every(({ kinds }) => kinds.length === 0) && <p className="p-2 text-text-subtle">{en.policy.noKind}</p>}
        {groups.map(({ label, kinds }, at) => (
          <Fragment key={label ?? at}>
            {label && kinds.length > 0 && <p className="px-2 pt-2 pb-0.5 text-2xs text-text-subtle">{label}</p>}
            {kinds.map((kind) => (
              <label
                key={kind.key}
                className={cn(
                  "flex cursor-pointer items-baseline justify-between gap-2 rounded-sm px-2 py-1 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ring pointer-coarse:py-2.5",
                  kind.key === key ? "bg-selected" : "hover:bg-hover",
                )}
              >
                <input
                  type="radio"
                  name="kind-of-resource"
                  className="sr-only"
                  checked={kind.key === key}
                  onChange={() => onChoose(kind.specifier)}
                />
                <span className="min-w-0">{kind.label}</span>
                <span className="truncate font-mono text-2xs text-text-subtle">{kind.key}</span>
              </label>
            ))}
          </Fragment>
        ))}
      </div>
    </fieldset>
  );
}

type WhichProps = { pattern: string | undefined; onChange: (pattern: string) => void };

/** The names of a pattern, a field for each level; an empty one means any. */
function Which({ pattern, onChange }: WhichProps) {
  const catalogue = useCatalogue();
  const kind = pattern === undefined ? undefined : kindOf(pattern, catalogue);
  const levels = pattern === undefined ? [] : levelsOf(pattern);
  if (pattern === undefined) return <p className="text-text-subtle">{en.policy.pickKind}</p>;
  const rename = (index: number, name: string) => {
    const clean = name.replaceAll(/[\s:;,]/g, "") || "*";
    onChange(specifierOf(levels.map((level, i) => (i === index ? { ...level, name: clean } : level))));
  };
  const named = levels.flatMap((level, index) => (level.name === null || !kind ? [] : [{ ...level, index }]));
  return (
    <>
      {named.map(({ type, name, index }) => (
        <label key={index} className="flex flex-col gap-1">
          <span>
            {en.policy.level(
              index === levels.length - 1
                ? (kind?.singular ?? type)
                : (singularOf(levels.slice(0, index + 1), catalogue) ?? type),
            )}
          </span>
          <input
            defaultValue={name === "*" ? "" : (name ?? "")}
            placeholder={en.policy.anyPlaceholder}
            onChange={(event) => rename(index, event.target.value)}
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            className={`${INPUT} font-mono text-sm`}
          />
        </label>
      ))}
      {named.length > 0 && (
        <p className="text-xs text-text-subtle">
          {en.policy.whichHelp}{" "}
          {kind?.example && <span className="wrap-anywhere">{en.policy.forExample(kind.example)}</span>}
        </p>
      )}
      <output className="block break-all rounded-sm bg-sunken px-2 py-1 font-mono text-xs text-text-muted">
        {pattern}
      </output>
    </>
  );
}

const singularOf = (levels: ReturnType<typeof levelsOf>, catalogue: Catalogue) =>
  kindOf(specifierOf(levels), catalogue)?.singular;

type EntryProps = { pattern: string; current: boolean; onChoose: () => void; onRemove: () => void };

function Entry({ pattern, current, onChoose, onRemove }: EntryProps) {
  const text = resourceInWords(pattern, useCatalogue());
  return (
    <li className={cn("flex items-center gap-1 rounded-sm ps-2", current ? "bg-selected" : "bg-neutral-bg")}>
      <button
        type="button"
        aria-pressed={current}
        onClick={onChoose}
        className="min-h-6 min-w-0 flex-1 truncate text-start"
      >
        {text}
      </button>
      <button
        type="button"
        aria-label={en.policy.removeResource(text)}
        onClick={onRemove}
        className="grid size-7 shrink-0 place-items-center rounded-sm text-text-muted hover:bg-hover"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
