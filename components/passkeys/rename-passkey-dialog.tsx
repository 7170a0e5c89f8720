"use client";

import { useRouter } from "next/navigation";
import * as en from "@/components/messages/en";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { type Act, useAct } from "@/components/ui/use-act";
import type { PasskeyView } from "@/lib/passkeys/view";
import { PasskeyNameForm } from "./passkey-name-form";

type Props = { passkey: PasskeyView; rename: Act<{ name: string }>; onClose: () => void };

/** Gives a passkey another name. */
export function RenamePasskeyDialog({ passkey: { id, name: before }, rename, onClose }: Props) {
  const { run, busy, trouble } = useAct(rename);
  const toast = useToast();
  const router = useRouter();
  const words = en.passkeys;
  const call = async (name: string) => {
    const renamed = await run({ id, name });
    if (!renamed) return;
    onClose();
    toast(words.renamed(renamed.value.name));
    router.refresh();
  };
  return (
    <Dialog title={words.renameTitle(before)} onLeave={onClose}>
      <PasskeyNameForm
        before={before}
        submit={words.renameSubmit}
        busy={busy}
        trouble={trouble}
        onName={call}
        onClose={onClose}
      />
    </Dialog>
  );
}
