"use client";

import { Ban, CalendarClock, Copy, CopyPlus, Pencil, StickyNote, UserRoundCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { copyText } from "@/components/ui/copy-text";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { Acts, TokenAct } from "./acts";
import { useTokenAct } from "./token-dialogs";

type Props = { id: string; name: string; acts: Acts; duplicate: string; anchor: HTMLElement; onClose: () => void };

/** The menu behind the three dots of a token's page. */
export function ActMenuItems({ id, name, acts, duplicate, anchor, onClose }: Props) {
  const { begin } = useTokenAct();
  const toast = useToast();
  const router = useRouter();
  const offered = (act: TokenAct, label: string, icon: ReactNode): MenuItem[] => {
    const reason = acts[act];
    if (reason === undefined) return [];
    return [{ label, icon, danger: act === "revoke", onSelect: () => begin(act), ...(reason && { reason }) }];
  };
  const copyId = async () => {
    if ((await copyText(id)) === "copied") toast(en.actWords.copiedId);
  };
  const items: MenuItem[] = [
    ...offered("rename", en.actWords.renameMenu, <Pencil aria-hidden className={ICON} />),
    ...offered("note", en.actWords.noteMenu, <StickyNote aria-hidden className={ICON} />),
    ...offered("expiry", en.actWords.expiryMenu, <CalendarClock aria-hidden className={ICON} />),
    ...offered("caretaker", en.caretaker.menu, <UserRoundCheck aria-hidden className={ICON} />),
    {
      label: en.actWords.duplicate,
      icon: <CopyPlus aria-hidden className={ICON} />,
      onSelect: () => router.push(duplicate),
    },
    { label: en.actWords.copyId, icon: <Copy aria-hidden className={ICON} />, onSelect: () => void copyId() },
    ...offered("revoke", en.detail.revoke, <Ban aria-hidden className="size-4" />),
  ];
  return <Menu label={en.acts.more(name)} items={items} anchor={anchor} onClose={onClose} />;
}

const ICON = "size-4 text-text-muted";
