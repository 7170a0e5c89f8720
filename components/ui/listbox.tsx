"use client";

import { Check, ChevronDown } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cn } from "./cn";

export type Option<V extends string> = { value: V; label: string; help: string; group: string; reason?: string };

type Props<V extends string> = {
  label: string;
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
  help?: string;
};

/** A choice of one from grouped options, each with a line of help. What cannot be chosen can be reached and says why. */
export function Listbox<V extends string>({ label, value, options, onChange, help }: Props<V>) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const chosen = options.find((option) => option.value === value);

  useEffect(() => {
    const box = list.current;
    if (!open || !box || !button.current) return;
    box.showPopover();
    const at = button.current.getBoundingClientRect();
    box.style.top = `${at.bottom + 4}px`;
    box.style.left = `${at.left}px`;
    box.style.width = `${at.width}px`;
    box.style.maxHeight = `${Math.max(160, window.innerHeight - at.bottom - 16)}px`;
    box.focus();
    const closed = (event: Event) => (event as ToggleEvent).newState === "closed" && setOpen(false);
    box.addEventListener("toggle", closed);
    return () => box.removeEventListener("toggle", closed);
  }, [open]);

  const show = () => {
    setActive(Math.max(0, options.findIndex((option) => option.value === value)));
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (option: Option<V> | undefined) => {
    if (!option || option.reason) return;
    onChange(option.value);
    close();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key === "Enter" || event.key === " ") choose(options[active]);
    else {
      const to = target(event.key, active, options);
      if (to === null) return;
      setActive(to);
    }
    if (event.key !== "Tab") event.preventDefault();
  };

  return (
    <div className="flex flex-col gap-1.5">
      <span id={`${id}-label`} className="font-semibold">
        {label}
      </span>
      <button
        ref={button}
        type="button"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-labelledby={`${id}-label ${id}-value`}
        aria-describedby={help ? `${id}-help` : undefined}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          show();
        }}
        className="flex h-9 items-center justify-between rounded-md border border-control bg-surface px-2.5 text-start text-base pointer-coarse:h-11"
      >
        <span id={`${id}-value`}>{chosen?.label}</span>
        <ChevronDown aria-hidden className="size-4 text-text-muted" />
      </button>
      {help && (
        <p id={`${id}-help`} className="text-xs text-text-subtle">
          {help}
        </p>
      )}
      {open && (
        <ul
          ref={list}
          popover="auto"
          role="listbox"
          tabIndex={0}
          aria-labelledby={`${id}-label`}
          aria-activedescendant={`${id}-${active}`}
          onKeyDown={onKey}
          className="fixed overflow-y-auto p-1 focus:outline-none"
        >
          {options.map((option, i) => (
            <OptionRow
              key={option.value}
              id={`${id}-${i}`}
              option={option}
              first={option.group !== options[i - 1]?.group}
              active={i === active}
              selected={option.value === value}
              onPoint={() => setActive(i)}
              onChoose={() => choose(option)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

type RowProps<V extends string> = {
  id: string;
  option: Option<V>;
  /** Whether a new group begins here. */
  first: boolean;
  active: boolean;
  selected: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

function OptionRow<V extends string>({ id, option, first, active, selected, onPoint, onChoose }: RowProps<V>) {
  const { label, help, group, reason } = option;
  return (
    <>
      {first && (
        <li role="presentation" className="px-2 pt-2 pb-1 text-xs text-text-subtle">
          {group}
        </li>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys */}
      <li
        id={id}
        role="option"
        aria-selected={selected}
        aria-disabled={reason ? true : undefined}
        onPointerMove={onPoint}
        onClick={onChoose}
        className={cn("flex cursor-default items-start gap-2 rounded-sm px-2 py-1.5", active && "bg-hover")}
      >
        <Check aria-hidden className={cn("mt-0.5 size-4 shrink-0", !selected && "invisible")} />
        <span>
          <span className={cn("block", reason && "text-text-subtle")}>{label}</span>
          <span className="block text-xs text-text-subtle">{reason ?? help}</span>
        </span>
      </li>
    </>
  );
}

function target<V extends string>(key: string, at: number, options: readonly Option<V>[]): number | null {
  if (key === "ArrowDown") return Math.min(at + 1, options.length - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return options.length - 1;
  if (key.length !== 1) return null;
  const found = options.findIndex((option) => option.label.toLowerCase().startsWith(key.toLowerCase()));
  return found < 0 ? null : found;
}
