"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { cn } from "./cn";

type Props = {
  title: string;
  children: ReactNode;
  /** Width of the box in pixels. */
  width?: number;
  /** The title is heard and not seen, and the content reaches the edges. */
  bare?: boolean;
  /** Called when the person wants to leave by Esc or a click outside; closing is the parent's doing. */
  onLeave: () => void;
};

/**
 * A modal dialog on the browser's own `<dialog>`: it keeps the focus inside, makes the page behind inert and
 * gives the focus back. `data-autofocus` marks what gets the focus first. Mount it while it is open, so that leaving it drops its state.
 */
export function Dialog({ title, children, width = 480, bare = false, onLeave }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    dialog?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      aria-labelledby={heading}
      style={{ inlineSize: width }}
      className={bare ? "mt-[12dvh] overflow-hidden" : undefined}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault(); // a second Esc would close the box past `cancel`
        onLeave();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onLeave();
      }}
      onClose={(event) => event.currentTarget.isConnected && event.currentTarget.showModal()}
      onClick={(event) => {
        if (event.target === event.currentTarget) onLeave();
      }}
    >
      <div className={cn("flex flex-col", !bare && "gap-4 p-5")}>
        <h2 id={heading} className={bare ? "sr-only" : "text-lg font-semibold"}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}

/** The row of buttons at a dialog's foot. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="ms-auto flex flex-wrap items-center justify-end gap-2 pt-1">{children}</div>;
}
