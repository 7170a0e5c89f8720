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
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const chosen = options.find((option) => option.value === value);

  useEffect(() => {
    const box = list.current;
    if (!open || !box || !button.current) return;
    box.showPopover();
    place(box, button.current);
    box.focus();
    const closed = (event: Event) => (event as ToggleEvent).newState === "closed" && setOpen(false);
    box.addEventListener("toggle", closed);
    const follow = () => button.current && place(box, button.current);
    window.addEventListener("resize", follow);
    return () => {
      box.removeEventListener("toggle", closed);
      window.removeEventListener("resize", follow);
    };
  }, [open]);

  const show = () => {
    setActive(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    );
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
        <div
          ref={list}
          popover="auto"
          role="listbox"
          tabIndex={0}
          aria-labelledby={`${id}-label`}
          aria-activedescendant={`${id}-${active}`}
          onKeyDown={onKey}
          className="fixed overflow-y-auto p-1 focus:outline-none"
        >
          {[...new Set(options.map((option) => option.group))].map((group) => (
            <fieldset key={group} aria-label={group}>
              <p aria-hidden className="px-2 pt-2 pb-1 text-xs text-text-subtle">
                {group}
              </p>
              {options.map((option, i) =>
                option.group === group ? (
                  <OptionRow
                    key={option.value}
                    id={`${id}-${i}`}
                    option={option}
                    active={i === active}
                    selected={option.value === value}
                    onPoint={() => setActive(i)}
                    onChoose={() => choose(option)}
                  />
                ) : null,
              )}
            </fieldset>
          ))}
        </div>
      )}
    </div>
  );
}

/** Under the button, or over it where there is more room. */
function place(box: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const up = box.scrollHeight > below && above > below;
  box.style.left = `${at.left}px`;
  box.style.width = `${at.width}px`;
  box.style.maxHeight = `${Math.max(160, up ? above : below)}px`;
  box.style.top = up ? `${Math.max(8, at.top - 4 - Math.min(box.scrollHeight, above))}px` : `${at.bottom + 4}px`;
}

type RowProps<V extends string> = {
  id: string;
  option: Option<V>;
  active: boolean;
  selected: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

function OptionRow<V extends string>({ id, option, active, selected, onPoint, onChoose }: RowProps<V>) {
  const { label, help, reason } = option;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-disabled={reason ? true : undefined}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={cn("flex cursor-default items-start gap-2 rounded-sm px-2 py-1.5", active && "bg-neutral-bg")}
    >
      <Check aria-hidden className={cn("mt-0.5 size-4 shrink-0", !selected && "invisible")} />
      <span>
        <span className={cn("block", reason && "text-text-subtle")}>{label}</span>
        <span className="block text-xs text-text-subtle">{reason ?? help}</span>
      </span>
    </div>
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
