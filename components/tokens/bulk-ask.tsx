"use client";

import { Activity, Pause } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { TypedConfirmation } from "@/components/ui/typed-confirmation";
import { NOTE_MAX } from "@/lib/tokens/limits";
import type { BulkPreview } from "@/lib/tokens/list-view";
import type { BulkAct } from "./bulk-bar";
import { BulkTokens } from "./bulk-tokens";

type Props = {
  act: BulkAct;
  preview: BulkPreview;
  now: number;
  onRun: (act: BulkAct, reason: string) => void;
  onCancel: () => void;
};

/** What the act would reach, those in use first, and the word that it is meant: typed, where it cannot be taken back. */
export function BulkAsk({ act, preview, now, onRun, onCancel }: Props) {
  const [typed, setTyped] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const count = preview.ids.length;
  const phrase = en.bulk.phrase(count);
  const ready = count > 0 && (act === "pause" || typed.trim().toLowerCase() === phrase);
  const run = (which: BulkAct) => onRun(which, String(new FormData(form.current ?? undefined).get("reason") ?? ""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) run(act);
  };
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-text-muted">{count === 0 ? en.bulk.nothing[act] : en.bulk.body[act]}</p>
      <BulkLists preview={preview} now={now} />
      {preview.more && <p className="text-text-muted">{en.bulk.atMost(count)}</p>}
      {count > 0 && (
        <TextField
          label={en.bulk.reason}
          name="reason"
          help={en.bulk.reasonHelp}
          maxLength={NOTE_MAX}
          autoComplete="off"
        />
      )}
      {count > 0 && act === "revoke" && (
        <TypedConfirmation id="bulk-typed" label={en.bulk.type(phrase)} value={typed} onChange={setTyped} />
      )}
      <DialogActions>
        <Button onClick={onCancel} data-autofocus>
          {en.common.cancel}
        </Button>
        {count > 0 && act === "revoke" && (
          <Button icon={<Pause aria-hidden className="size-4" />} onClick={() => run("pause")}>
            {en.bulk.instead}
          </Button>
        )}
        {count > 0 && (
          <Button
            type="submit"
            look={act === "revoke" ? "danger" : "primary"}
            disabled={!ready}
            aria-describedby={ready ? undefined : "bulk-typed"}
          >
            {en.bulk.submit[act](count)}
          </Button>
        )}
      </DialogActions>
    </form>
  );
}

function BulkLists({ preview, now }: { preview: BulkPreview; now: number }) {
  const { recent, recentCount, others, skipped, skippedCount, ids } = preview;
  const rest = ids.length - recentCount;
  return (
    <div className="flex flex-col gap-2">
      {recentCount > 0 && (
        <BulkTokens
          open
          title={en.bulk.recent(recentCount)}
          icon={<Activity aria-hidden className="size-4 text-warning-icon" />}
          tokens={recent}
          count={recentCount}
          now={now}
        />
      )}
      {rest > 0 && <BulkTokens title={en.bulk.others(rest, recentCount > 0)} tokens={others} count={rest} now={now} />}
      {skippedCount > 0 && (
        <BulkTokens title={en.bulk.skipped(skippedCount)} tokens={skipped} count={skippedCount} now={now} />
      )}
    </div>
  );
}
