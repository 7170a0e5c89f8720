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
import { PASSKEY_NAME_MAX } from "@/lib/passkeys/limits";
import type { PasskeyView } from "@/lib/passkeys/view";

type Props = { passkey: PasskeyView; rename: Act<{ name: string }>; onClose: () => void };

/** Gives a passkey another name. */
export function RenamePasskeyDialog({ passkey: { id, name: before }, rename, onClose }: Props) {
  const { run, busy, trouble } = useAct(rename);
  const toast = useToast();
  const router = useRouter();
  const words = en.passkeys;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const renamed = await run({ id, name: String(new FormData(event.currentTarget).get("name")) });
    if (!renamed) return;
    onClose();
    toast(words.renamed(renamed.value.name));
    router.refresh();
  };
  return (
    <Dialog title={words.renameTitle(before)} onLeave={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TroubleNote trouble={trouble} />
        <TextField
          label={words.name}
          name="name"
          errors={trouble.fields["name"]}
          defaultValue={before}
          maxLength={PASSKEY_NAME_MAX}
          autoComplete="off"
          dir="auto"
          data-autofocus
        />
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {words.renameSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
