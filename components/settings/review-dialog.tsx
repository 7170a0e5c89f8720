"use client";

import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import type { Change } from "./changes";

type Props = {
  changes: readonly Change[];
  wouldPause: number;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
};

/** What is about to change, one last time before it holds for everybody. */
export function ReviewDialog({ changes, wouldPause, busy, onSave, onClose }: Props) {
  const words = en.settings.rules;
  return (
    <Dialog title={words.reviewTitle} width={520} onLeave={onClose}>
      <p className="text-text-muted">{words.reviewBody}</p>
      <dl className="flex flex-col gap-2">
        {changes.map(({ label, before, after }) => (
          <div key={label} className="rounded-md border border-line px-3 py-2">
            <dt className="text-xs text-text-subtle">{label}</dt>
            <dd>
              <del className="text-text-subtle">{before}</del> <span aria-hidden>→</span>{" "}
              <ins className="font-semibold no-underline">{after}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {wouldPause > 0 && <Callout tone="warning">{words.reviewPause(wouldPause)}</Callout>}
      <DialogActions>
        <Button onClick={onClose} data-autofocus>
          {en.common.cancel}
        </Button>
        <Button look="primary" busy={busy} onClick={onSave}>
          {en.settings.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
