"use client";

import { ArrowDown, ArrowUp, ChevronDown, Copy, Lock, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Grants, Statement } from "@/lib/policy/statement";
import { actionsOf, isPlain, resourcesOf, withActions, withResources } from "./draft";
import { actionsInWords, resourcesInWords } from "./in-words";
import { useCatalogue } from "./use-catalogue";

const ResourcePicker = dynamic(() => import("./resource-picker").then((late) => late.ResourcePicker), { ssr: false });
const ActionPicker = dynamic(() => import("./action-picker").then((late) => late.ActionPicker), { ssr: false });

/** What the list does with a row. */
export type RowActs = {
  readonly change: (statement: Statement) => void;
  readonly remove: () => void;
  readonly duplicate: () => void;
  readonly move: (by: -1 | 1) => void;
  readonly editAsJson: () => void;
};

type Props = {
  id: string;
  index: number;
  last: boolean;
  statement: Statement;
  wrong: boolean;
  describedBy: string;
  yours?: Grants | undefined;
  acts: RowActs;
};

/** One statement: its effect, what it is about, what may be done; or, where that cannot be shown, the statement itself. */
export function StatementRow({ id, index, last, statement, wrong, describedBy, yours, acts }: Props) {
  const number = index + 1;
  const catalogue = useCatalogue();
  return (
    <li className="border-b border-line last:border-0">
      <fieldset
        id={id}
        aria-label={en.policy.statement(number)}
        className={cn("flex flex-col gap-2 p-3", statement.effect === "deny" && "border-s-2 border-s-danger-icon")}
      >
        {isPlain(statement, catalogue) ? (
          <Parts {...{ number, statement, wrong, describedBy, yours, acts }} />
        ) : (
          <Locked statement={statement} onEdit={acts.editAsJson} />
        )}
        <div className="-my-1 flex items-center gap-0.5">
          <span aria-hidden className="me-auto text-xs text-text-subtle">
            {en.policy.statement(number)}
          </span>
          <Tool label={en.policy.up(number)} off={index === 0} name="up" onPress={() => acts.move(-1)}>
            <ArrowUp aria-hidden className="size-4" />
          </Tool>
          <Tool label={en.policy.down(number)} off={last} name="down" onPress={() => acts.move(1)}>
            <ArrowDown aria-hidden className="size-4" />
          </Tool>
          <Tool label={en.policy.duplicate(number)} onPress={acts.duplicate}>
            <Copy aria-hidden className="size-4" />
          </Tool>
          <Tool label={en.policy.remove(number)} name="remove" onPress={acts.remove}>
            <Trash2 aria-hidden className="size-4" />
          </Tool>
        </div>
      </fieldset>
    </li>
  );
}

type PartsProps = Pick<Props, "statement" | "wrong" | "describedBy" | "yours" | "acts"> & { number: number };

function Parts({ number, statement, wrong, describedBy, yours, acts }: PartsProps) {
  const [open, setOpen] = useState<{ what: "resources" | "actions"; anchor: HTMLElement } | null>(null);
  const catalogue = useCatalogue();
  const resources = resourcesOf(statement);
  const actions = actionsOf(statement);
  const close = () => setOpen(null);
  return (
    <div className="grid gap-2 sm:grid-cols-[6.5rem_minmax(0,1fr)_minmax(0,1fr)]">
      <span className="relative">
        <select
          data-effect
          aria-label={en.policy.effect(number)}
          value={statement.effect}
          onChange={(event) => acts.change({ ...statement, effect: event.target.value === "deny" ? "deny" : "allow" })}
          className="h-9 w-full appearance-none rounded-md border border-control bg-surface ps-2.5 pe-7 font-semibold pointer-coarse:h-11"
        >
          <option value="allow">{en.policy.allow}</option>
          <option value="deny">{en.policy.deny}</option>
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-2 my-auto size-4 text-text-muted"
        />
      </span>
      <PartButton
        label={en.policy.resourcesOf(number)}
        text={resourcesInWords(resources, catalogue)}
        wrong={wrong && resources.entries.length === 0}
        describedBy={describedBy}
        expanded={open?.what === "resources"}
        onOpen={(anchor) => setOpen({ what: "resources", anchor })}
      />
      <PartButton
        label={en.policy.actionsOf(number)}
        text={actionsInWords(actions, catalogue)}
        wrong={wrong && actions.entries.length === 0}
        describedBy={describedBy}
        expanded={open?.what === "actions"}
        onOpen={(anchor) => setOpen({ what: "actions", anchor })}
      />
      {open?.what === "resources" && (
        <ResourcePicker
          label={en.policy.resourcesOf(number)}
          anchor={open.anchor}
          value={resources}
          onChange={(choice) => acts.change(withResources(statement, choice))}
          onClose={close}
        />
      )}
      {open?.what === "actions" && (
        <ActionPicker
          label={en.policy.actionsOf(number)}
          anchor={open.anchor}
          value={actions}
          resources={resources}
          yours={statement.effect === "allow" ? yours : undefined}
          onChange={(choice) => acts.change(withActions(statement, choice))}
          onClose={close}
        />
      )}
    </div>
  );
}

type PartButtonProps = {
  label: string;
  text: string;
  wrong: boolean;
  describedBy: string;
  expanded: boolean;
  onOpen: (anchor: HTMLElement) => void;
};

function PartButton({ label, text, wrong, describedBy, expanded, onOpen }: PartButtonProps) {
  return (
    <button
      type="button"
      aria-label={`${label}: ${text}`}
      aria-haspopup="dialog"
      aria-expanded={expanded}
      aria-describedby={wrong ? describedBy : undefined}
      onClick={(event) => onOpen(event.currentTarget)}
      className={cn(
        "flex h-9 min-w-0 items-center justify-between gap-2 rounded-md border bg-surface px-2.5 text-start hover:bg-hover pointer-coarse:h-11",
        wrong ? "border-danger-icon" : "border-control",
      )}
    >
      <span className="min-w-0 truncate" title={text}>
        {text}
      </span>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-text-muted" />
    </button>
  );
}

function Locked({ statement, onEdit }: { statement: Statement; onEdit: () => void }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-1.5 text-text-muted">
        <Lock aria-hidden className="size-4" />
        <strong className="font-semibold text-text">{en.policy.locked}</strong>
        <span className="text-xs text-text-subtle">{en.policy.lockedHelp}</span>
      </p>
      <code className="block rounded-sm bg-sunken px-2 py-1 font-mono text-xs wrap-anywhere">
        {JSON.stringify(statement)}
      </code>
      <Button onClick={onEdit} className="self-start">
        {en.policy.editJson}
      </Button>
    </div>
  );
}

type ToolProps = { label: string; off?: boolean; name?: string; onPress: () => void; children: ReactNode };

function Tool({ label, off = false, name, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      data-tool={name}
      aria-disabled={off || undefined}
      onClick={() => !off && onPress()}
      className="grid size-7 place-items-center rounded-sm text-text-muted hover:bg-hover aria-disabled:text-text-disabled aria-disabled:hover:bg-transparent pointer-coarse:size-11"
    >
      {children}
    </button>
  );
}
