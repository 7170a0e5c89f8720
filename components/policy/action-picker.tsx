"use client";

import { ShieldMinus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { ACTION_GROUPS, type CatalogueAction } from "@/lib/policy/action";
import { type Catalogue, kindOf } from "@/lib/policy/catalogue";
import { firstUncovered } from "@/lib/policy/covers";
import { coversText, readGlob } from "@/lib/policy/pattern";
import { ANYTHING } from "@/lib/policy/resource";
import type { Grants } from "@/lib/policy/statement";
import type { Choice } from "./draft";
import { useCatalogue } from "./use-catalogue";

type Props = {
  label: string;
  anchor: HTMLElement;
  value: Choice;
  /** What the statement is about: it decides which actions are offered. */
  resources: Choice;
  /** What the viewer can do: what they lack is marked. */
  yours?: Grants | undefined;
  onChange: (value: Choice) => void;
  onClose: () => void;
};

type Mode = "all" | "some" | "except";

/** Chooses what may be done, by groups; patterns and actions that nobody here has heard of are kept beside them. */
export function ActionPicker({ label, anchor, value, resources, yours, onChange, onClose }: Props) {
  const [text, setText] = useState("");
  const { except, entries } = value;
  const mode: Mode = except ? "except" : entries.length === 1 && entries[0] === "*" ? "all" : "some";
  const offered = offeredFor(resources, useCatalogue());
  const names = new Set(offered.map(({ name }) => name));
  const patterns = mode === "all" ? [] : entries.filter((entry) => !names.has(entry));
  const wanted = text.trim().toLowerCase();
  const shown = offered.filter(({ name, label: said }) => `${said} ${name}`.toLowerCase().includes(wanted));
  const turnTo = (next: Mode) => {
    const kept = entries.filter((entry) => entry !== "*");
    onChange({ except: next === "except", entries: next === "all" ? ["*"] : kept });
  };
  const turn = (some: readonly string[], on: boolean) => {
    const others = entries.filter((entry) => !some.includes(entry));
    onChange({ except, entries: on ? [...others, ...some] : others });
  };
  return (
    <Popover label={label} anchor={anchor} width={440} onClose={onClose}>
      <div className="flex flex-col gap-3 border-b border-line p-3">
        <Segmented
          key={mode}
          legend={en.policy.actionMode}
          name="which-actions"
          value={mode}
          options={(["some", "all", "except"] as const).map((each) => ({
            value: each,
            label: en.policy.actionModes[each],
          }))}
          onChange={turnTo}
        />
        {mode !== "all" && (
          <input
            data-autofocus
            aria-label={en.policy.findAction}
            placeholder={en.policy.findAction}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className={INPUT}
          />
        )}
        {patterns.length > 0 && <Patterns entries={patterns} onRemove={(entry) => turn([entry], false)} />}
      </div>
      {mode !== "all" && (
        <div className="min-h-0 flex-1 overflow-y-auto p-3">
          {resources.entries.length === 0 && (
            <p className="pb-2 text-xs text-text-subtle">{en.policy.pickResourceFirst}</p>
          )}
          {shown.length === 0 && <p className="text-text-subtle">{en.policy.noAction}</p>}
          {ACTION_GROUPS.map((group) => (
            <Group
              key={group}
              name={en.policy.groups[group]}
              actions={shown.filter((action) => action.group === group)}
              isOn={(name) => entries.includes(name) || coveringPattern(patterns, name) !== undefined}
              isFixed={(name) => coveringPattern(patterns, name) !== undefined}
              isYours={(name) => except || resources.except || !yours || isHeld(yours, name, resources.entries)}
              onTurn={turn}
            />
          ))}
        </div>
      )}
    </Popover>
  );
}

/** The actions of the chosen kinds; of all of them where none or everything is chosen. */
function offeredFor({ except, entries }: Choice, catalogue: Catalogue): readonly CatalogueAction[] {
  const some = except || entries.length === 0 || entries.includes(ANYTHING);
  const kinds = some ? catalogue : entries.flatMap((entry) => kindOf(entry, catalogue) ?? []);
  const actions = new Map(kinds.flatMap((kind) => kind.actions.map((action) => [action.name, action] as const)));
  return [...actions.values()].sort((a, b) => a.label.localeCompare(b.label, "en"));
}

const coveringPattern = (patterns: readonly string[], name: string) =>
  patterns.find((pattern) => pattern.includes("*") && coversText(readGlob(pattern), name));

function isHeld(yours: Grants, action: string, resources: readonly string[]): boolean {
  const statements = [
    { effect: "allow", actions: [action], resources: resources.length > 0 ? resources : [ANYTHING] },
  ] as const;
  return firstUncovered(yours, [{ source: { kind: "inline" }, statements }]) === null;
}

function Patterns({ entries, onRemove }: { entries: readonly string[]; onRemove: (entry: string) => void }) {
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="text-xs text-text-subtle">{en.policy.patterns}</span>
      {entries.map((entry) => (
        <span key={entry} className="flex items-center rounded-sm bg-neutral-bg ps-2 font-mono text-xs">
          {entry}
          <button
            type="button"
            aria-label={en.policy.removeAction(entry)}
            onClick={() => onRemove(entry)}
            className="grid size-6 place-items-center rounded-sm hover:bg-hover"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
    </div>
  );
}

type GroupProps = {
  name: string;
  actions: readonly CatalogueAction[];
  isOn: (name: string) => boolean;
  isFixed: (name: string) => boolean;
  isYours: (name: string) => boolean;
  onTurn: (names: readonly string[], on: boolean) => void;
};

function Group({ name, actions, isOn, isFixed, isYours, onTurn }: GroupProps) {
  const box = useRef<HTMLInputElement>(null);
  const free = actions.filter((action) => !isFixed(action.name)).map((action) => action.name);
  const on = actions.filter((action) => isOn(action.name)).length;
  const all = on === actions.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = on > 0 && !all;
  }, [on, all]);
  if (actions.length === 0) return null;
  return (
    <fieldset className="pb-3">
      <legend className="w-full">
        <label className="flex min-h-7 items-center gap-2 font-semibold">
          <input
            ref={box}
            type="checkbox"
            checked={all}
            onChange={() => onTurn(free, !all)}
            className="size-4 accent-accent-solid"
          />
          {name}
          <span className="tnum text-xs font-normal text-text-subtle">
            {on}/{actions.length}
          </span>
        </label>
      </legend>
      {actions.map((action) => (
        <label
          key={action.name}
          title={action.name}
          className="ms-6 flex min-h-7 items-center gap-2 rounded-sm hover:bg-hover pointer-coarse:min-h-10"
        >
          <input
            type="checkbox"
            checked={isOn(action.name)}
            aria-disabled={isFixed(action.name) || undefined}
            onChange={(event) => !isFixed(action.name) && onTurn([action.name], event.target.checked)}
            className="size-4 shrink-0 accent-accent-solid aria-disabled:opacity-60"
          />
          <span className="min-w-0">{action.label}</span>
          {isFixed(action.name) && <span className="text-2xs text-text-subtle">{en.policy.byPattern}</span>}
          {!isYours(action.name) && (
            <span title={en.policy.notYours} className="ms-auto text-info-icon">
              <ShieldMinus aria-hidden className="size-4" />
              <span className="sr-only">{en.policy.notYours}</span>
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
