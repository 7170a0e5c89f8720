"use client";

import { Check, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "./cn";
import { placeBeside, placeUnder } from "./place";

export type MenuItem = {
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  /** Why it cannot be chosen now; it can be reached all the same. */
  reason?: string;
  /** One of several of which exactly one holds: whether this is it. */
  checked?: boolean;
  /** A menu of its own, beside this item. */
  items?: readonly MenuItem[];
  onSelect?: () => void;
};

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
  "flex w-full items-center gap-2 rounded-sm px-2 min-h-8 text-start text-sm hover:bg-neutral-bg focus:bg-neutral-bg focus:outline-none pointer-coarse:min-h-11";

/** A menu of acts with the keys that people expect. Mount it while it is open. */
export function Menu(props: Props) {
  const leave = () => {
    props.onClose();
    props.anchor.focus();
  };
  return <MenuBox {...props} onDone={leave} />;
}

function MenuBox({
  label,
  items,
  anchor,
  onClose,
  onDone,
  children,
  nested,
}: Props & { onDone: () => void; nested?: true }) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  const [inner, setInner] = useState<{ item: MenuItem; anchor: HTMLElement } | null>(null);
  useEffect(() => {
    const menu = box.current;
    if (!menu) return;
    menu.showPopover();
    if (nested) placeBeside(menu, anchor);
    else placeUnder(menu, anchor);
    entries(menu)[0]?.focus();
    const closed = (event: Event) =>
      event.target === menu && (event as ToggleEvent).newState === "closed" && close.current();
    menu.addEventListener("toggle", closed);
    return () => menu.removeEventListener("toggle", closed);
  }, [anchor, nested]);

  const leave = () => {
    onClose();
    anchor.focus();
  };
  const choose = (item: MenuItem, at: HTMLElement) => {
    if (item.reason) return;
    if (item.items) return setInner({ item, anchor: at });
    onDone();
    item.onSelect?.();
  };
  const move = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab" || (nested && event.key === "ArrowLeft")) {
      if (event.key !== "Tab") event.preventDefault();
      return leave();
    }
    const all = entries(box.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const [item, element] = [items[at], all[at]];
    if (event.key === "ArrowRight" && item?.items && element) choose(item, element);
    const to = next(event.key, at, all.length) ?? byLetter(event.key, all, at);
    if (to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
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
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          {...roleOf(item)}
          aria-haspopup={item.items && "menu"}
          aria-expanded={item.items && inner?.item === item}
          tabIndex={-1}
          aria-disabled={item.reason ? true : undefined}
          className={cn(ITEM, item.danger && "text-danger-text", item.reason && "text-text-subtle")}
          onClick={(event) => choose(item, event.currentTarget)}
        >
          {item.icon}
          <span className="min-w-0 flex-1">
            <span className="block truncate">{item.label}</span>
            {item.reason && <span className="block max-w-64 pb-1 text-xs text-text-subtle">{item.reason}</span>}
          </span>
          {item.checked && <Check aria-hidden className="size-4 text-text-muted" />}
          {item.items && <ChevronRight aria-hidden className="size-4 text-text-muted rtl:-scale-x-100" />}
        </button>
      ))}
      {children}
      {inner?.item.items && (
        <MenuBox
          nested
          label={inner.item.label}
          items={inner.item.items}
          anchor={inner.anchor}
          onClose={() => setInner(null)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

function roleOf({ checked }: MenuItem) {
  return checked === undefined
    ? ({ role: "menuitem" } as const)
    : ({ role: "menuitemradio", "aria-checked": checked } as const);
}

/** The items of this menu, without those of a menu within. */
function entries(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>(":scope > [role^=menuitem]") ?? [])];
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
