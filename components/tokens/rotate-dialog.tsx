"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ChipRadio } from "@/components/ui/chip-radio";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { formatInstant, formatRelative } from "@/components/ui/format-time";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { TokenView } from "@/lib/tokens/view";
import { type Expiry, ExpiryField, expiryInstant } from "./expiry-field";
import { OverlapPicture } from "./overlap-picture";
import { useTokenRules } from "./rules-context";
import { useRevealing, useShowSecret } from "./secret-provider";
import { aboutToken } from "./shown";

/** What a rotation answers with: the one time that the new secret comes to the browser. */
export type Rotated = Pick<TokenView, "id" | "name" | "kind" | "expiresAt"> & {
  oldUntil: number | null;
  secret: string;
};

type Props = {
  token: Pick<TokenView, "id" | "name" | "kind" | "status" | "expiresAt" | "lastUsedAt">;
  now: number;
  zone: string;
  rotate: Act<Rotated>;
  onClose: () => void;
};

const HOUR_MS = 3_600_000;
const OVERLAPS = [
  { label: en.rotate.overlaps.none, span: null },
  { label: en.rotate.overlaps.hour, span: HOUR_MS },
  { label: en.rotate.overlaps.day, span: 24 * HOUR_MS },
  { label: en.rotate.overlaps.threeDays, span: 72 * HOUR_MS },
  { label: en.rotate.overlaps.week, span: 168 * HOUR_MS },
] as const;

/** Asks how long the old secret works on, or for a new end where the token has expired; the answer goes straight to the secret's dialog. */
export function RotateDialog({ token, now, zone, rotate, onClose }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(useRevealing(rotate));
  const { overlapHours, longestDays } = useTokenRules();
  const overlaps = OVERLAPS.filter((each) => (each.span ?? 0) <= overlapHours * HOUR_MS);
  const [span, setSpan] = useState<number | null>(
    () => overlaps.findLast((each) => (each.span ?? 0) <= 24 * HOUR_MS)?.span ?? null,
  );
  const [expiry, setExpiry] = useState<Expiry>({ kind: "days", days: Math.min(90, longestDays ?? 90) });
  const show = useShowSecret();
  const router = useRouter();
  const name = token.name || token.id;
  const expired = token.status === "expired";

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const sent = Date.now();
    const expiresAt = expired ? expiryInstant(expiry, sent) : undefined;
    if (expired && expiresAt === undefined) {
      setTrouble({ sentence: null, fields: { expiresAt: [en.create.customDateLabel] } });
      return;
    }
    const oldUntil = expired || span === null ? null : sent + span;
    const answer = await run({ id: token.id, oldUntil, expiresAt });
    if (!answer) return router.refresh();
    const { value } = answer;
    onClose();
    show({
      tokenId: value.id,
      name: value.name || value.id,
      secret: value.secret,
      about: aboutToken(value),
      rotated: value.oldUntil === null ? null : overlapSentence(value.oldUntil, token.lastUsedAt, sent, zone),
    });
    router.refresh();
  };
  return (
    <Dialog title={en.rotate.title(name)} width={540} onLeave={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <p className="text-text-muted">{en.rotate.body}</p>
        <TroubleNote trouble={trouble} />
        {expired ? (
          <>
            <Callout tone="neutral">{en.rotate.expired}</Callout>
            <ExpiryField
              value={expiry}
              now={now}
              zone={zone}
              errors={trouble.fields["expiresAt"]}
              onChange={setExpiry}
            />
          </>
        ) : (
          <>
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-1.5 font-semibold">{en.rotate.overlap}</legend>
              <div className="flex flex-wrap gap-1.5">
                {overlaps.map((each) => (
                  <ChipRadio
                    key={each.label}
                    name="overlap"
                    first
                    label={each.label}
                    chosen={each.span === span}
                    onChoose={() => setSpan(each.span)}
                  />
                ))}
              </div>
              {overlaps.length < OVERLAPS.length && (
                <p className="text-xs text-text-subtle">{en.rotate.ruled(overlapHours)}</p>
              )}
              {trouble.fields["oldUntil"] && (
                <p className="text-xs text-danger-text">{trouble.fields["oldUntil"].join(" ")}</p>
              )}
            </fieldset>
            <OverlapPicture span={span} token={token} now={now} zone={zone} />
          </>
        )}
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {en.rotate.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function overlapSentence(until: number, lastUsedAt: number | null, now: number, zone: string): string {
  const used =
    lastUsedAt === null ? en.rotate.oldUnused : en.rotate.oldUsed(formatRelative(lastUsedAt - now).toLowerCase());
  return en.rotate.state(formatInstant(until, zone), used);
}
