"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { LeaveQuestion, type Once } from "./leave-question";

const GUARD_MS = 400; // a double click on what opened it must not press Done

type Props = {
  title: string;
  /** The words beside the box that must be ticked. */
  confirm: string;
  /** What leaving would lose. */
  what: Once;
  onDone: (stored: boolean) => void;
  children: ReactNode;
};

/** The one showing of something. Esc and clicks outside ask first; Done wants the word that it is stored. */
export function OnceDialog({ title, confirm, what, onDone, children }: Props) {
  const [stored, setStored] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const opened = useRef(0);
  useEffect(() => {
    opened.current = performance.now();
  }, []);
  useBeforeUnload(!stored);

  const done = () => {
    if (stored && performance.now() - opened.current > GUARD_MS) onDone(true);
  };
  return (
    <Dialog title={title} width={600} onLeave={() => setLeaving(true)}>
      {!globalThis.isSecureContext && <Callout tone="warning">{en.secret.http}</Callout>}
      {children}
      {leaving && <LeaveQuestion what={what} onStay={() => setLeaving(false)} onLeave={() => onDone(false)} />}
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <label id="once-confirm" className="flex items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={stored}
            onChange={(event) => setStored(event.target.checked)}
            className="size-4 accent-accent-solid"
          />
          {confirm}
        </label>
        <DialogActions>
          <Button
            look="primary"
            disabled={!stored}
            aria-describedby={stored ? undefined : "once-confirm"}
            onClick={done}
          >
            {en.common.done}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

/** Asks before a reload or a closed tab would lose the secret. */
function useBeforeUnload(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [active]);
}
