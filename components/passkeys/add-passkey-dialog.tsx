"use client";

import { useRouter } from "next/navigation";
import { describeAgent } from "@/components/account/describe-agent";
import * as en from "@/components/messages/en";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import type { PasskeyActs } from "./acts";
import { PasskeyNameForm } from "./passkey-name-form";
import { useMakePasskey } from "./use-make-passkey";

/** Names a passkey and has the browser make it. */
export function AddPasskeyDialog({ acts, onClose }: { acts: PasskeyActs; onClose: () => void }) {
  const { make, busy, trouble } = useMakePasskey(acts);
  const toast = useToast();
  const router = useRouter();
  const words = en.passkeys;
  const submit = async (name: string) => {
    const added = await make({ name }, name);
    if (added === null) return;
    onClose();
    toast(words.added(added));
    router.refresh();
  };
  return (
    <Dialog title={words.addTitle} onLeave={onClose}>
      <PasskeyNameForm
        before={describeAgent(navigator.userAgent)}
        help={words.nameHelp}
        submit={words.proceed}
        busy={busy}
        trouble={trouble}
        onName={submit}
        onClose={onClose}
      >
        <p className="text-text-muted">{words.addBody}</p>
      </PasskeyNameForm>
    </Dialog>
  );
}
