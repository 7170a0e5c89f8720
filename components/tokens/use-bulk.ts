"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { NO_TROUBLE, type Trouble, troubleOf, useAct } from "@/components/ui/use-act";
import type { BulkPreview } from "@/lib/tokens/list-view";
import type { BulkAct } from "./bulk-bar";
import type { ListedSet } from "./list-frame";
import type { ListActs } from "./row-acts";
import { type Left, runBatches } from "./run-batches";
import type { Selection } from "./selection";

/** A bulk act from its preview to its end. `onAllDone` is called once nothing is left to say. */
export function useBulk(
  asked: BulkAct,
  selection: Selection,
  set: ListedSet,
  acts: ListActs,
  onAllDone: (act: BulkAct, count: number) => void,
) {
  const [input] = useState(() => selectionInput(selection, set));
  const [act, setAct] = useState(asked);
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const [drift, setDrift] = useState<string | null>(null);
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [left, setLeft] = useState<Left[] | null>(null);
  const [done, setDone] = useState(0);
  const [trouble, setTrouble] = useState<Trouble>(NO_TROUBLE);
  const looking = useAct(acts.preview);
  const stopped = useRef(false);
  const reason = useRef("");
  const look = useCallback(() => looking.run(input), [looking.run, input]);
  useEffect(() => {
    void look().then((answer) => answer && setPreview(answer.value));
  }, [look]);

  const lookAgain = async (before: BulkPreview) => {
    const answer = await look();
    if (!answer) return;
    setPreview(answer.value);
    setDrift(driftSentence(before.ids, answer.value.ids));
  };

  const go = async (which: BulkAct, ids: readonly string[], before: BulkPreview, checked: boolean, already: number) => {
    const send = which === "revoke" ? acts.revokeAll : acts.pauseAll;
    const check = { selection: input, expected: before.expected };
    setAct(which);
    setDrift(null);
    setTrouble(NO_TROUBLE);
    setProgress({ done: 0, of: ids.length });
    stopped.current = false;
    const ran = await runBatches({
      ids,
      send: (batch, first) => send({ ids: batch, reason: reason.current, ...(first && checked ? { check } : {}) }),
      nameOf: nameIn(before),
      onProgress: (reached) => setProgress({ done: reached, of: ids.length }),
      stopped: () => stopped.current,
    });
    setProgress(null);
    const total = already + ran.done.length;
    if (ran.refusal && ran.done.length === 0 && ran.refusal.kind === "changed_since") return lookAgain(before);
    if (ran.refusal) setTrouble(await troubleOf(ran.refusal));
    if (ran.refusal && total === 0) return;
    if (ran.left.length === 0) return onAllDone(which, total);
    setDone(total);
    setLeft(ran.left);
  };

  return {
    act,
    preview,
    drift,
    progress,
    left,
    done,
    trouble: looking.trouble === NO_TROUBLE ? trouble : looking.trouble,
    run: (which: BulkAct, why: string) => {
      reason.current = why;
      if (preview) void go(which, preview.ids, preview, true, 0);
    },
    retry: () => {
      if (preview && left)
        void go(
          act,
          left.map(({ id }) => id),
          preview,
          false,
          done,
        );
    },
    /** Goes no further than the batch that is under way. */
    stop: () => {
      stopped.current = true;
    },
  };
}

function selectionInput(selection: Selection, set: ListedSet) {
  if (!selection.all) return { ids: [...selection.ids] };
  return { all: true, ...set, except: [...selection.except] };
}

function nameIn({ recent, others }: BulkPreview): (id: string) => string {
  const names = new Map([...recent, ...others].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) || id;
}

/** What came and what went between two looks. */
function driftSentence(before: readonly string[], after: readonly string[]): string {
  const [was, is] = [new Set(before), new Set(after)];
  const came = after.filter((id) => !was.has(id)).length;
  const went = before.filter((id) => !is.has(id)).length;
  return came + went === 0 ? en.bulk.driftSame : en.bulk.drift(came, went);
}
