"use client";

import { Bot, KeyRound, Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/format-time";
import type { Act } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import { maskedSecret, type TokenView } from "@/lib/tokens/view";
import { Status } from "./status";

const RevokeDialog = dynamic(() => import("./revoke-dialog").then((late) => late.RevokeDialog), { ssr: false });
const RenameForm = dynamic(() => import("./rename-form").then((late) => late.RenameForm), { ssr: false });

type Props = {
  token: TokenView;
  /** The token through which it was made, if the viewer can see it. */
  parent: { id: string; name: string } | null;
  now: number;
  zone: string;
  viewerId: string;
  may: { rename: boolean; revoke: boolean };
  update: Act<{ name: string }>;
  revoke: Act<{ name: string }>;
  pause: Act<{ name: string }>;
};

/** A token's name and note, what it is, who made it, and how it is ended. */
export function TokenHeader({ token, parent, now, zone, viewerId, may, update, revoke, pause }: Props) {
  const [open, setOpen] = useState<"rename" | "revoke" | null>(null);
  const Icon = token.kind === "personal" ? KeyRound : Bot;
  const close = () => setOpen(null);
  return (
    <header className="flex flex-col gap-2">
      {open === "rename" ? (
        <>
          <h1 className="sr-only">{token.name || token.id}</h1>
          <RenameForm token={token} update={update} onClose={close} />
        </>
      ) : (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="flex min-w-0 items-center gap-2 text-xl font-semibold" tabIndex={-1}>
            <Icon aria-hidden className="size-5 shrink-0 text-text-muted" strokeWidth={1.75} />
            <span className="min-w-0 wrap-anywhere" dir="auto">
              {token.name || token.id}
            </span>
          </h1>
          {may.rename && (
            <button
              type="button"
              aria-label={en.detail.edit}
              title={en.detail.edit}
              onClick={() => setOpen("rename")}
              className="grid size-7 place-items-center rounded-md text-text-muted hover:bg-hover pointer-coarse:size-11"
            >
              <Pencil aria-hidden className="size-4" />
            </button>
          )}
          <Status status={token.status} />
          {may.revoke && (
            <Button className="ms-auto" onClick={() => setOpen("revoke")}>
              {en.detail.revoke}
            </Button>
          )}
        </div>
      )}
      <p className="text-text-muted">
        <span className="font-mono text-xs">{maskedSecret(token)}</span>
        {` · ${token.kind === "personal" ? en.tokens.personal : en.tokens.service} · ${en.detail.madeBy(displayName(token.member))} `}
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
      {token.description !== "" && open !== "rename" && (
        <p className="max-w-[720px] text-text-muted wrap-anywhere" dir="auto">
          {token.description}
        </p>
      )}
      {open === "revoke" && (
        <RevokeDialog token={token} viewerId={viewerId} now={now} revoke={revoke} pause={pause} onClose={close} />
      )}
    </header>
  );
}
