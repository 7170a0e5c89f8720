"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { formatInstant } from "@/components/ui/format-time";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Refusal } from "@/lib/core/refusal";
import type { TokenView } from "@/lib/tokens/view";
import { type Expiry, ExpiryField, expiryInstant } from "../expiry-field";

type Props = {
  token: Pick<TokenView, "id" | "name" | "kind" | "expiresAt">;
  now: number;
  zone: string;
  update: Act<{ name: string }>;
  onClose: () => void;
};

/** Another end for a token: any for a personal one, only a nearer one for a service token (ruling R10). */
export function ExpiryDialog({ token, now, zone, update, onClose }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(update);
  const [expiry, setExpiry] = useState<Expiry>(
    token.kind === "service" ? { kind: "days", days: 30 } : { kind: "days", days: 90 },
  );
  const toast = useToast();
  const router = useRouter();
  const { expiresAt: seen } = token;
  const told = (refusal: Refusal) => {
    router.refresh();
    if (refusal.kind !== "changed_since") return false;
    setTrouble({ sentence: en.actWords.expiryChanged, fields: {} });
    return true;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const expiresAt = expiryInstant(expiry, Date.now());
    if (expiresAt === undefined) {
      return setTrouble({ sentence: null, fields: { expiresAt: [en.create.customDateLabel] } });
    }
    const answer = await run({ id: token.id, expiresAt, seen: { expiresAt: seen } }, told);
    if (!answer) return;
    onClose();
    toast(en.actWords.expirySaved(answer.value.name));
    router.refresh();
  };
  return (
    <Dialog title={en.actWords.expiryTitle(token.name || token.id)} width={540} onLeave={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <p className="text-text-muted">
          {seen === null ? en.actWords.expiryNever : en.actWords.expiryNow(formatInstant(seen, zone), zone)}
        </p>
        {token.kind === "service" && <Callout tone="neutral">{en.actWords.expiryService}</Callout>}
        <TroubleNote trouble={trouble} />
        <ExpiryField value={expiry} now={now} zone={zone} errors={trouble.fields["expiresAt"]} onChange={setExpiry} />
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {en.actWords.expirySubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
