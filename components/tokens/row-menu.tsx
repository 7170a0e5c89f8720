"use client";

import {
  Ban,
  Copy,
  CopyPlus,
  Pause,
  PencilLine,
  Play,
  RotateCw,
  ScrollText,
  SquareArrowOutUpRight,
} from "lucide-react";
import { useRouter } from "next/navigation";
import * as en from "@/components/messages/en";
import { copyText } from "@/components/ui/copy-text";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { useOnline } from "@/components/ui/use-online";
import type { RowAct } from "./attention-reason";
import type { TableRow } from "./list-row";

type Props = { row: TableRow; anchor: HTMLElement; onAct: (act: RowAct) => void; onClose: () => void };

const ICON = "size-4 text-text-muted";

/** The one menu of all rows: what the viewer may do with this token, and nothing that would be refused. */
export function RowMenu({ row, anchor, onAct, onClose }: Props) {
  const router = useRouter();
  const toast = useToast();
  const { id, token } = row;
  const { may } = token;
  const copy = async () => {
    if ((await copyText(id)) === "copied") toast(en.rowMenu.copiedId);
  };
  const go = (href: string) => () => router.push(href);
  const away = useOnline() ? {} : { reason: en.rowMenu.offline };
  const item = (label: string, Icon: typeof Copy, onSelect: () => void): MenuItem => ({
    label,
    icon: <Icon aria-hidden className={ICON} />,
    onSelect,
  });
  const act = (label: string, Icon: typeof Copy, chosen: RowAct): MenuItem => ({
    ...item(label, Icon, () => onAct(chosen)),
    ...away,
  });
  const living = token.status !== "revoked" && token.status !== "deactivated";
  const items: (MenuItem | false)[] = [
    item(en.rowMenu.open, SquareArrowOutUpRight, go(`/tokens/${id}`)),
    item(en.rowMenu.copyId, Copy, () => void copy()),
    living && may.rename && act(en.rowMenu.rename, PencilLine, "rename"),
    item(en.rowMenu.duplicate, CopyPlus, go(`/tokens/${id}?act=duplicate`)),
    living && may.rotate && act(en.rowMenu.rotate, RotateCw, "rotate"),
    living &&
      may.pause &&
      (token.paused ? act(en.rowMenu.resume, Play, "pause") : act(en.rowMenu.pause, Pause, "pause")),
    item(en.rowMenu.audit, ScrollText, go(`/audit?object=${id}`)),
    living &&
      may.revoke && {
        label: en.rowMenu.revoke,
        danger: true,
        icon: <Ban aria-hidden className="size-4" />,
        ...away,
        onSelect: () => onAct("revoke"),
      },
  ];
  return (
    <Menu
      label={en.list.actionsFor(row.name)}
      anchor={anchor}
      onClose={onClose}
      items={items.filter((each) => each !== false)}
    />
  );
}
