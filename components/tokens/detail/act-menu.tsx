"use client";

import { Ban, CalendarClock, Copy, CopyPlus, Ellipsis, Pencil, StickyNote } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import * as en from "@/components/messages/en";
import { copyText } from "@/components/ui/copy-text";
import type { MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { Acts, TokenAct } from "./acts";
import { useTokenAct } from "./token-dialogs";

const Menu = dynamic(() => import("@/components/ui/menu").then((late) => late.Menu), { ssr: false });

type Props = { id: string; name: string; acts: Acts; duplicate: string };

/** What is done seldom to a token: behind three dots. */
export function ActMenu({ id, name, acts, duplicate }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = useCallback(() => setAnchor(null), []);
  const { begin } = useTokenAct();
  const toast = useToast();
  const router = useRouter();
  const offered = (act: TokenAct, label: string, icon: ReactNode): MenuItem[] => {
    const reason = acts[act];
    if (reason === undefined) return [];
    return [{ label, icon, danger: act === "revoke", onSelect: () => begin(act), ...(reason && { reason }) }];
  };
  const copyId = async () => {
    if ((await copyText(id)) === "copied") toast(en.acts.copiedId);
  };
  const items: MenuItem[] = [
    ...offered("rename", en.acts.renameMenu, <Pencil aria-hidden className={ICON} />),
    ...offered("note", en.acts.noteMenu, <StickyNote aria-hidden className={ICON} />),
    ...offered("expiry", en.acts.expiryMenu, <CalendarClock aria-hidden className={ICON} />),
    {
      label: en.acts.duplicate,
      icon: <CopyPlus aria-hidden className={ICON} />,
      onSelect: () => router.push(duplicate),
    },
    { label: en.acts.copyId, icon: <Copy aria-hidden className={ICON} />, onSelect: () => void copyId() },
    ...offered("revoke", en.detail.revoke, <Ban aria-hidden className="size-4" />),
  ];
  return (
    <>
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={en.acts.more(name)}
        onClick={(event) => setAnchor(event.currentTarget)}
        className="grid size-8 place-items-center rounded-md text-text-muted hover:bg-hover pointer-coarse:size-11"
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
      {anchor && <Menu label={en.acts.more(name)} items={items} anchor={anchor} onClose={close} />}
    </>
  );
}

const ICON = "size-4 text-text-muted";
