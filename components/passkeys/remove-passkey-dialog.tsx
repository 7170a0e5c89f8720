"use client";

import { useRouter } from "next/navigation";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { PasskeyView } from "@/lib/passkeys/view";

type Props = { passkey: PasskeyView; remove: Act<{ name: string }>; onClose: () => void };

/** Says what removing a passkey does, before it is done. */
export function RemovePasskeyDialog({ passkey: { id, name }, remove, onClose }: Props) {
  const { run, busy, trouble } = useAct(remove);
  const toast = useToast();
  const router = useRouter();
  const words = en.passkeys;
  const end = async () => {
    const removed = await run({ id });
    router.refresh(); // also after a refusal: it may be gone already
    if (!removed) return;
    onClose();
    toast(words.removed(removed.value.name));
  };
  return (
    <Dialog title={words.removeTitle(name)} onLeave={onClose}>
      <p className="text-text-muted">{words.removeBody}</p>
      <TroubleNote trouble={trouble} />
      <DialogActions>
        <Button onClick={onClose} data-autofocus>
          {en.common.cancel}
        </Button>
        <Button look="danger" busy={busy} onClick={() => void end()}>
          {words.remove}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
