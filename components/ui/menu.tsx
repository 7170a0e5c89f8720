"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn";

export type MenuItem = { label: string; icon?: ReactNode; danger?: boolean; reason?: string; onSelect: () => void };

type Props = {
  /** Names the menu for those who do not see it. */
  label: string;
  items: readonly MenuItem[];
  /** The button that opened it: the menu stands under it and gives the focus back to it. */
  anchor: HTMLElement;
  onClose: () => void;
  children?: ReactNode;
};

const ITEM =
  "flex w-full items-center gap-2 rounded-sm px-2 h-8 text-start text-sm hover:bg-neutral-bg focus:bg-neutral-bg focus:outline-none pointer-coarse:h-11";

/** A menu of acts with the keys that people expect. Mount it while it is open. */
export function Menu({ label, items, anchor, onClose, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const menu = box.current;
    if (!menu) return;
    menu.showPopover();
    place(menu, anchor);
    menu.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const closed = (event: Event) => (event as ToggleEvent).newState === "closed" && onClose();
    menu.addEventListener("toggle", closed);
    return () => menu.removeEventListener("toggle", closed);
  }, [anchor, onClose]);

  const move = (event: KeyboardEvent) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = next(event.key, at, all.length) ?? byLetter(event.key, all, at);
    if (event.key === "Escape" || event.key === "Tab") return leave();
    if (to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
  };
  const leave = () => {
    onClose();
    anchor.focus();
  };

  return (
    <div
      ref={box}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={move}
      className="fixed min-w-44 p-1"
    >
      {items.map(({ label: text, icon, danger, reason, onSelect }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-disabled={reason ? true : undefined}
          title={reason}
          className={cn(ITEM, danger && "text-danger-text", reason && "opacity-60")}
          onClick={() => {
            if (reason) return;
            leave();
            onSelect();
          }}
        >
          {icon}
          {text}
          {reason && <span className="sr-only">. {reason}</span>}
        </button>
      ))}
      {children}
    </div>
  );
}

function place(menu: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + 4 + height <= window.innerHeight;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - height - 4)}px`;
  menu.style.left = `${Math.max(8, Math.min(at.right - width, window.innerWidth - width - 8))}px`;
}

function next(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

function byLetter(key: string, items: HTMLElement[], at: number): number | undefined {
  if (key.length !== 1 || key === " ") return undefined;
  const found = [...items.keys()]
    .map((i) => (at + 1 + i) % items.length)
    .find((i) => items[i]?.textContent?.toLowerCase().startsWith(key.toLowerCase()));
  return found;
}
