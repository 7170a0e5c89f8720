"use client";

import { type ReactNode, useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "./button";

type Props = {
  /** Names the panel for those who do not see it. */
  label: string;
  /** The button that opened it: the panel stands under it and gives the focus back to it. */
  anchor: HTMLElement;
  width: number;
  onClose: () => void;
  children: ReactNode;
  /** Stands before the button that closes it. */
  footer?: ReactNode;
};

/** A panel over the page that belongs to a button; Esc and a click outside close it. Mount it while it is open. */
export function Popover({ label, anchor, width, onClose, children, footer }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const panel = box.current;
    if (!panel) return;
    panel.showPopover();
    place(panel, anchor, width);
    (panel.querySelector<HTMLElement>("[data-autofocus]") ?? panel).focus({ preventScroll: true });
    const closed = (event: Event) => {
      if (event.target !== panel || (event as ToggleEvent).newState !== "closed") return;
      if (panel.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
      close.current();
    };
    const follow = () => place(panel, anchor, width);
    panel.addEventListener("toggle", closed);
    window.addEventListener("resize", follow);
    return () => {
      panel.removeEventListener("toggle", closed);
      window.removeEventListener("resize", follow);
    };
  }, [anchor, width]);
  return (
    <div
      ref={box}
      popover="auto"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Enter" && event.target instanceof HTMLInputElement && event.preventDefault()}
      className="fixed flex-col overflow-y-auto focus:outline-none open:flex"
    >
      {children}
      <div className="flex shrink-0 items-center justify-between gap-3 border-t border-line px-3 py-2">
        {footer}
        <Button className="ms-auto" onClick={() => box.current?.hidePopover()}>
          {en.common.done}
        </Button>
      </div>
    </div>
  );
}

/** Under the button, or over it where there is more room; never wider than the window. */
function place(panel: HTMLElement, anchor: HTMLElement, width: number): void {
  const at = anchor.getBoundingClientRect();
  const fits = Math.min(width, window.innerWidth - 16);
  const below = window.innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const up = below < 320 && above > below;
  panel.style.width = `${fits}px`;
  panel.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - fits - 8))}px`;
  panel.style.maxHeight = `${Math.min(480, Math.max(200, up ? above : below))}px`;
  panel.style.top = up ? "auto" : `${at.bottom + 4}px`;
  panel.style.bottom = up ? `${window.innerHeight - at.top + 4}px` : "auto";
}
