"use client";

import { Pause } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { formatRelative } from "@/components/ui/format-time";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { TypedConfirmation } from "@/components/ui/typed-confirmation";
import { type Act, NO_TROUBLE, useAct } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import { NOTE_MAX } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

const RECENT_MS = 30 * 86_400_000;

/** What is asked of a token before it is ended. */
export type Revocable = Pick<
  TokenView,
  "id" | "name" | "kind" | "member" | "paused" | "status" | "lastUsedAt" | "telemetryUsedAt" | "gatewayUsedAt"
>;

type Props = {
  token: Revocable;
  viewerId: string;
  now: number;
  revoke: Act<{ name: string }>;
  pause: Act<{ name: string }>;
  onClose: () => void;
};

/** Says what ending a token will break, wants its name typed where something may depend on it, and offers to pause it instead. */
export function RevokeDialog({ token, viewerId, now, revoke, pause, onClose }: Props) {
  const ending = useAct(revoke);
  const pausing = useAct(pause);
  const [typed, setTyped] = useState("");
  const toast = useToast();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const name = token.name || token.id;
  const own = token.member.id === viewerId;
  const careful = !own || token.kind === "service" || now - latestUse(token) < RECENT_MS;
  const ready = !careful || typed.trim() === name;
  const trouble = ending.trouble === NO_TROUBLE ? pausing.trouble : ending.trouble;

  const act = async ({ run }: typeof ending, said: string) => {
    const reason = String(new FormData(form.current ?? undefined).get("reason"));
    const done = await run({ id: token.id, reason });
    router.refresh(); // also after a refusal: somebody else may have been faster
    if (!done) return;
    onClose();
    toast(said);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ready && !ending.busy) await act(ending, en.revoke.done(name));
  };
  return (
    <Dialog title={en.revoke.title(name)} onLeave={onClose}>
      <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-text-muted">{en.revoke.body}</p>
        <Callout tone={latestUse(token) === 0 ? "neutral" : "warning"}>{usageSentence(token, now)}</Callout>
        {!own && !token.member.removed && (
          <p className="text-text-muted">{en.revoke.others(displayName(token.member))}</p>
        )}
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
          <TypedConfirmation id="revoke-typed" label={en.revoke.type(name)} value={typed} onChange={setTyped} />
        )}
        <DialogActions>
          {!token.paused && token.status !== "expired" && (
            <Button
              className="me-auto"
              icon={<Pause aria-hidden className="size-4" />}
              busy={pausing.busy}
              onClick={() => act(pausing, en.pause.done(name))}
            >
              {en.revoke.instead}
            </Button>
          )}
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button
            type="submit"
            look="danger"
            busy={ending.busy}
            disabled={!ready}
            aria-describedby={ready ? undefined : "revoke-typed"}
          >
            {en.revoke.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The last use of any kind, 0 for never. */
function latestUse({ lastUsedAt, telemetryUsedAt, gatewayUsedAt }: Revocable): number {
  return Math.max(lastUsedAt ?? 0, telemetryUsedAt ?? 0, gatewayUsedAt ?? 0);
}

function usageSentence({ lastUsedAt, telemetryUsedAt, gatewayUsedAt }: Revocable, now: number): string {
  const ago = (at: number) => formatRelative(at - now).toLowerCase();
  if (lastUsedAt !== null) return en.revoke.used(ago(lastUsedAt));
  if (telemetryUsedAt !== null) return en.revoke.telemetry(ago(telemetryUsedAt));
  return gatewayUsedAt === null ? en.revoke.unused : en.revoke.gateway(ago(gatewayUsedAt));
}
