"use client";

import { useRouter } from "next/navigation";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { formatRelative } from "@/components/ui/format-time";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { GatewayView } from "@/lib/gateways/view";

type Props = { gateway: GatewayView; revoke: Act<{ name: string }>; now: number; onClose: () => void };

/** Says what ending a gateway's credential breaks, before it is ended. */
export function RevokeGatewayDialog({ gateway: { id, name, lastUsedAt }, revoke, now, onClose }: Props) {
  const { run, busy, trouble } = useAct(revoke);
  const toast = useToast();
  const router = useRouter();
  const words = en.gateways;
  const end = async () => {
    const done = await run({ id });
    router.refresh(); // also after a refusal: somebody else may have been faster
    if (!done) return;
    onClose();
    toast(words.revoked(name));
  };
  return (
    <Dialog title={words.revokeTitle(name)} onLeave={onClose}>
      <p className="text-text-muted">{words.revokeBody}</p>
      <Callout tone={lastUsedAt === null ? "neutral" : "warning"}>
        {lastUsedAt === null ? words.revokeUnused : words.revokeUsed(formatRelative(lastUsedAt - now))}
      </Callout>
      <TroubleNote trouble={trouble} />
      <DialogActions>
        <Button onClick={onClose} data-autofocus>
          {en.common.cancel}
        </Button>
        <Button look="danger" busy={busy} onClick={() => void end()}>
          {words.revoke}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
