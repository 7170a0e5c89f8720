"use client";

import { useRouter } from "next/navigation";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { BulkAsk } from "./bulk-ask";
import type { BulkAct } from "./bulk-bar";
import { BulkLeft } from "./bulk-left";
import type { ListedSet } from "./list-frame";
import type { ListActs } from "./row-acts";
import type { Selection } from "./selection";
import { useBulk } from "./use-bulk";

type Props = {
  act: BulkAct;
  selection: Selection;
  set: ListedSet;
  acts: ListActs;
  now: number;
  /** All of them are done: the selection has served. */
  onDone: () => void;
  onClose: () => void;
};

const WIDTH = 560;

/** Shows what an act on many tokens would reach, asks, does it in batches, and lists what was left. */
export function BulkDialog({ act: asked, selection, set, acts, now, onDone, onClose }: Props) {
  const router = useRouter();
  const toast = useToast();
  const bulk = useBulk(asked, selection, set, acts, (act, count) => {
    onDone();
    onClose();
    toast(en.bulk.toast[act](count));
    router.refresh();
  });
  const { act, preview, drift, progress, left, trouble } = bulk;
  const count = preview?.ids.length ?? 0;
  const leave = () => {
    if (progress) return bulk.stop();
    onClose();
    if (left) router.refresh();
  };
  return (
    <Dialog title={preview ? en.bulk.title[act](count) : en.bulk.looking} width={WIDTH} onLeave={leave}>
      <TroubleNote trouble={trouble} />
      {drift && (
        <Callout tone="warning" role="alert">
          {drift}
        </Callout>
      )}
      <p role="status" className={progress ? "tnum" : "sr-only"}>
        {progress && en.bulk.progress[act](progress.done, progress.of)}
      </p>
      {progress && <Bar {...progress} />}
      {left && !progress && <BulkLeft act={act} done={bulk.done} left={left} onRetry={bulk.retry} onClose={leave} />}
      {preview && !left && !progress && (
        <BulkAsk key={preview.expected} act={act} preview={preview} now={now} onRun={bulk.run} onCancel={onClose} />
      )}
      {(progress || !preview) && (
        <DialogActions>
          <Button onClick={leave} data-autofocus>
            {progress ? en.bulk.stop : en.common.cancel}
          </Button>
        </DialogActions>
      )}
    </Dialog>
  );
}

function Bar({ done, of }: { done: number; of: number }) {
  return (
    <div aria-hidden="true" className="h-1 overflow-hidden rounded-sm bg-neutral-bg">
      <div
        className="h-full bg-accent-solid transition-[width]"
        style={{ width: `${(100 * done) / Math.max(1, of)}%` }}
      />
    </div>
  );
}
