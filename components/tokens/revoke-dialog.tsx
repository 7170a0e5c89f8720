"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { formatRelative } from "@/components/ui/format-time";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import { NOTE_MAX } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

const RECENT_MS = 30 * 86_400_000;

type Props = { token: TokenView; mine: boolean; now: number; revoke: Act<{ name: string }>; onClose: () => void };

/** Says what ending a token will break, and wants its name typed where something may still depend on it. */
export function RevokeDialog({ token, mine, now, revoke, onClose }: Props) {
  const { run, busy, trouble } = useAct(revoke);
  const [typed, setTyped] = useState("");
  const toast = useToast();
  const router = useRouter();
  const name = token.name || token.id;
  const careful = !mine || (token.lastUsedAt !== null && now - token.lastUsedAt < RECENT_MS);
  const ready = !careful || typed.trim() === name;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!ready || busy) return;
    const reason = String(new FormData(event.currentTarget).get("reason"));
    if (!(await run({ id: token.id, reason }))) return;
    onClose();
    toast(en.revoke.done(name));
    router.refresh();
  };
  return (
    <Dialog title={en.revoke.title(name)} onLeave={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-text-muted">{en.revoke.body}</p>
        <Callout tone={token.lastUsedAt === null && token.telemetryUsedAt === null ? "neutral" : "warning"}>
          {usageSentence(token, now)}
        </Callout>
        {!mine && <p className="text-text-muted">{en.revoke.others(displayName(token.member))}</p>}
        <TroubleNote trouble={trouble} />
        <TextField
          label={en.revoke.reason}
          name="reason"
          help={en.revoke.reasonHelp}
          errors={trouble.fields["reason"]}
          maxLength={NOTE_MAX}
          autoComplete="off"
        />
        {careful && (
          <TextField
            label={en.revoke.type(name)}
            name="typed"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button type="submit" look="danger" busy={busy} disabled={!ready}>
            {en.revoke.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function usageSentence({ lastUsedAt, telemetryUsedAt }: TokenView, now: number): string {
  if (lastUsedAt !== null) return en.revoke.used(formatRelative(lastUsedAt - now).toLowerCase());
  return telemetryUsedAt === null
    ? en.revoke.unused
    : en.revoke.telemetry(formatRelative(telemetryUsedAt - now).toLowerCase());
}
