import { Bot, KeyRound, Pause, Play, RotateCw } from "lucide-react";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { formatDate } from "@/components/ui/format-time";
import type { Act } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import { maskedSecret, type TokenView } from "@/lib/tokens/view";
import { Status } from "../status";
import { ActButton } from "./act-button";
import { ActMenu } from "./act-menu";
import { type Acts, reasonsOf } from "./acts";
import { Editable } from "./editable";

type Props = {
  token: TokenView;
  /** The token through which it was made, if the viewer can see it. */
  parent: { id: string; name: string } | null;
  zone: string;
  acts: Acts;
  /** Whether it also ends within days, where its status says something graver. */
  expiringToo: boolean;
  duplicate: string;
  update: Act<{ name: string }>;
};

const REASONS = "why-not";

/** A token's name and note, what it is, who made it, and what is done to it most. */
export function TokenHeader({ token, parent, zone, acts, expiringToo, duplicate, update }: Props) {
  const Icon = token.kind === "personal" ? KeyRound : Bot;
  const name = token.name || token.id;
  const reasons = reasonsOf(acts);
  const refusedBy = (act: keyof Acts) => (acts[act] ? REASONS : undefined);
  const iconClass = "size-4";
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-80 flex-wrap items-center gap-x-2 gap-y-1">
          <Editable token={token} field="name" may={acts.rename === null} update={update}>
            <h1 className="flex min-w-0 items-center gap-2 text-xl font-semibold" tabIndex={-1} id="token-name">
              <Icon aria-hidden className="size-5 shrink-0 text-text-muted" strokeWidth={1.75} />
              <span className="min-w-0 wrap-anywhere" dir="auto">
                {name}
              </span>
            </h1>
          </Editable>
          <Status status={token.status} />
          {expiringToo && <Status status="expiring" />}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {acts.rotate !== undefined && (
            <ActButton
              act="rotate"
              icon={<RotateCw aria-hidden className={iconClass} />}
              refusedBy={refusedBy("rotate")}
            >
              {en.rotate.act}
            </ActButton>
          )}
          {acts.pause !== undefined && (
            <ActButton
              act="pause"
              icon={
                token.paused ? <Play aria-hidden className={iconClass} /> : <Pause aria-hidden className={iconClass} />
              }
              refusedBy={refusedBy("pause")}
            >
              {token.paused ? en.pause.resume : en.pause.act}
            </ActButton>
          )}
          <ActMenu id={token.id} name={name} acts={acts} duplicate={duplicate} />
        </div>
      </div>
      <p className="text-text-muted">
        <span className="font-mono text-xs">{maskedSecret(token)}</span>
        {` · ${token.kind === "personal" ? en.kinds.personal : en.kinds.service} · ${en.detail.madeBy(displayName(token.member))} `}
        {token.viaTokenId !== null && (
          <>
            {en.detail.through}{" "}
            {parent ? (
              <Link href={`/tokens/${parent.id}`} className="text-accent underline" dir="auto">
                {parent.name}
              </Link>
            ) : (
              <span className="font-mono text-xs">{token.viaTokenId}</span>
            )}{" "}
          </>
        )}
        {en.detail.on(formatDate(token.createdAt, zone))}
        {token.caretaker && <span dir="auto"> · {en.detail.lookedAfter(displayName(token.caretaker))}</span>}
      </p>
      <div className="flex min-h-7 items-center gap-1">
        <Editable token={token} field="description" may={acts.note === null} update={update}>
          {token.description !== "" && (
            <p className="max-w-[720px] text-text-muted wrap-anywhere" dir="auto">
              {token.description}
            </p>
          )}
        </Editable>
      </div>
      {reasons.length > 0 && (
        <p id={REASONS} className="text-xs text-text-subtle">
          {reasons.join(" ")}
        </p>
      )}
    </header>
  );
}
