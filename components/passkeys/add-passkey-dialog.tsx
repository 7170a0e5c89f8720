"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { describeAgent } from "@/components/account/describe-agent";
import * as en from "@/components/messages/en";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import type { PasskeyActs } from "./acts";
import { noPasskeyText } from "./no-passkey-text";
import { PasskeyNameForm } from "./passkey-name-form";

/** Names a passkey and has the browser make it. */
export function AddPasskeyDialog({ acts, onClose }: { acts: PasskeyActs; onClose: () => void }) {
  const begin = useAct(acts.begin);
  const add = useAct(acts.add);
  const [making, setMaking] = useState(false);
  const toast = useToast();
  const router = useRouter();
  const words = en.passkeys;
  const make = async (name: string) => {
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
      <PasskeyNameForm
        before={describeAgent(navigator.userAgent)}
        help={words.nameHelp}
        submit={words.proceed}
        busy={begin.busy || making || add.busy}
        trouble={add.trouble.sentence === null ? begin.trouble : add.trouble}
        onName={make}
        onClose={onClose}
      >
        <p className="text-text-muted">{words.addBody}</p>
      </PasskeyNameForm>
    </Dialog>
  );
}
