"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Refusal } from "@/lib/core/refusal";
import { NOTE_MAX } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

type Props = {
  token: Pick<TokenView, "id" | "name" | "paused">;
  pause: Act<{ name: string }>;
  resume: Act<{ name: string }>;
  onClose: () => void;
};

/** Stops a token for a while, or lets a stopped one work again: whichever it is not. */
export function PauseDialog({ token, pause, resume, onClose }: Props) {
  const words = token.paused ? RESUMING : PAUSING;
  const { run, busy, trouble, setTrouble } = useAct(token.paused ? resume : pause);
  const toast = useToast();
  const router = useRouter();
  const name = token.name || token.id;
  const beaten = (refusal: Refusal) => {
    router.refresh(); // somebody was faster: what is behind is no longer so
    if (refusal.kind !== "changed_since") return false;
    setTrouble({ sentence: words.already, fields: {} });
    return true;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const reason = String(new FormData(event.currentTarget).get("reason"));
    if (!(await run({ id: token.id, reason }, beaten))) return;
    onClose();
    toast(words.done(name));
    router.refresh();
  };
  return (
    <Dialog title={words.title(name)} onLeave={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-text-muted">{words.body}</p>
        <TroubleNote trouble={trouble} />
        <TextField
          label={en.pause.reason}
          name="reason"
          help={en.pause.reasonHelp}
          errors={trouble.fields["reason"]}
          maxLength={NOTE_MAX}
          autoComplete="off"
        />
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button type="submit" look="primary" busy={busy}>
            {words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const PAUSING = {
  title: en.pause.title,
  body: en.pause.body,
  submit: en.pause.submit,
  done: en.pause.done,
  already: en.pause.already,
};
const RESUMING = {
  title: en.pause.resumeTitle,
  body: en.pause.resumeBody,
  submit: en.pause.resumeSubmit,
  done: en.pause.resumed,
  already: en.pause.resumedAlready,
};
