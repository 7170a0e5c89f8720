"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { describeAgent } from "@/components/account/describe-agent";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import { PASSKEY_NAME_MAX } from "@/lib/passkeys/limits";
import type { PasskeyActs } from "./acts";
import { noPasskeyText } from "./no-passkey-text";

/** Names a passkey and has the browser make it. */
export function AddPasskeyDialog({ acts, onClose }: { acts: PasskeyActs; onClose: () => void }) {
  const begin = useAct(acts.begin);
  const add = useAct(acts.add);
  const [making, setMaking] = useState(false);
  const toast = useToast();
  const router = useRouter();
  const words = en.passkeys;
  const busy = begin.busy || making || add.busy;
  const trouble = add.trouble.sentence === null && begin.trouble ? begin.trouble : add.trouble;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const name = String(new FormData(event.currentTarget).get("name"));
    const begun = await begin.run({ name });
    if (!begun) return;
    setMaking(true);
    const { makePasskey } = await import("./device");
    const attestation = await makePasskey(begun.value);
    setMaking(false);
    if ("why" in attestation) return begin.setTrouble({ sentence: noPasskeyText(attestation), fields: {} });
    const added = await add.run({ name, attestation });
    if (!added) return;
    onClose();
    toast(words.added(added.value.name));
    router.refresh();
  };
  return (
    <Dialog title={words.addTitle} onLeave={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <p className="text-text-muted">{words.addBody}</p>
        <TroubleNote trouble={trouble} />
        <TextField
          label={words.name}
          name="name"
          help={words.nameHelp}
          errors={trouble.fields["name"]}
          defaultValue={describeAgent(navigator.userAgent)}
          maxLength={PASSKEY_NAME_MAX}
          autoComplete="off"
          dir="auto"
          data-autofocus
        />
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {words.proceed}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
