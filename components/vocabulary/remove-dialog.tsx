"use client";

import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import type { VocabularyChange } from "@/lib/vocabulary/view";
import type { VocabularyActs } from "./acts";

type Props = { acts: Pick<VocabularyActs, "previewRemoval" | "remove">; onDone: () => void; onClose: () => void };

/** Says which policies name the types that go, and takes them away. */
export function RemoveDialog({ acts, onDone, onClose }: Props) {
  const [change, setChange] = useState<VocabularyChange | null>(null);
  const { run: look, trouble: unseen } = useAct(acts.previewRemoval);
  const removing = useAct(acts.remove);
  const words = en.vocabulary;
  useEffect(() => {
    void look({}).then((answer) => answer && setChange(answer.value));
  }, [look]);
  const named = change?.removed.filter(({ namedBy }) => namedBy.roles + namedBy.tokens > 0) ?? [];
  const remove = async () => {
    if (!change) return;
    const done = await removing.run({ seen: change.seen });
    if (done) onDone();
  };
  return (
    <Dialog title={words.removeTitle} onLeave={onClose}>
      <p className="text-text-muted">{words.removeBody}</p>
      <TroubleNote trouble={removing.trouble.sentence ? removing.trouble : unseen} />
      <div className="min-h-9">
        {change && named.length === 0 && <p className="text-text-muted">{words.removeFree}</p>}
        {named.length > 0 && (
          <Callout tone="warning">
            <ul className="max-h-48 overflow-y-auto">
              {named.map(({ type, label, namedBy }) => (
                <li key={type} className="wrap-anywhere">
                  <span dir="auto">{label}</span>: {words.namedBy(namedBy.roles, namedBy.tokens)}
                </li>
              ))}
            </ul>
            <p className="pt-1.5">{words.goOn}</p>
          </Callout>
        )}
      </div>
      <DialogActions>
        <Button onClick={onClose} data-autofocus>
          {en.common.cancel}
        </Button>
        <Button look="danger" busy={removing.busy} disabled={change === null} onClick={remove}>
          {words.remove}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
