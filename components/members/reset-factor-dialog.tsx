"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import type { DialogProps } from "./member-actions";

/** The end of a second factor that its member lost: what stops working, and what they do next. */
export function ResetFactorDialog({ row: { member }, acts, onClose }: DialogProps) {
  const { run, busy, trouble } = useAct(acts.resetFactor);
  const toast = useToast();
  const router = useRouter();
  const name = displayName(member);
  const words = en.memberActs;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !(await run({ id: member.id }))) return;
    onClose();
    toast(words.factorDone(name));
    router.refresh();
  };
  return (
    <Dialog title={words.factorTitle(name)} onLeave={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p>{words.factorBody(name)}</p>
        <p className="text-text-muted">{words.factorFirst}</p>
        <TroubleNote trouble={trouble} />
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button type="submit" look="danger" busy={busy}>
            {words.factorSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
