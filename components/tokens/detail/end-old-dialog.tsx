"use client";

import { useRouter } from "next/navigation";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";

type Props = { id: string; used: string; end: Act<{ name: string }>; onClose: () => void };

/** Says when the old secret was last used before it ends it. */
export function EndOldDialog({ id, used, end, onClose }: Props) {
  const { run, busy, trouble } = useAct(end);
  const toast = useToast();
  const router = useRouter();
  const submit = async () => {
    const answer = await run({ id });
    router.refresh();
    if (!answer) return;
    onClose();
    document.getElementById("token-name")?.focus(); // the button goes with the old secret
    toast(en.actWords.endOldDone(answer.value.name));
  };
  return (
    <Dialog title={en.actWords.endOldTitle} onLeave={onClose}>
      <p className="text-text-muted">{en.actWords.endOldBody}</p>
      <Callout tone="warning">{used}</Callout>
      <TroubleNote trouble={trouble} />
      <DialogActions>
        <Button onClick={onClose} data-autofocus>
          {en.common.cancel}
        </Button>
        <Button look="danger" busy={busy} onClick={submit}>
          {en.acts.endOld}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
