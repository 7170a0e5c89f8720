"use client";

import { History, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { signOut } from "@/components/auth/sign-in";
import * as en from "@/components/messages/en";
import { THEMES, type Theme } from "@/components/ui/display";
import { formatRelative } from "@/components/ui/format-time";
import { keepDisplay } from "@/components/ui/keep-display";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { useRecent } from "@/components/ui/toast";
import { openLayer } from "./layers";

const ICON = "size-4 text-text-muted";
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };
const RECENT_WIDTH = 320;

type Props = {
  open: "menu" | "recent";
  anchor: HTMLElement;
  onOpen: (what: "recent") => void;
  onClose: () => void;
};

/** What the account button opens: the menu, or what was said lately. */
export function AccountPopups({ open, anchor, onOpen, onClose }: Props) {
  const router = useRouter();
  const theme = THEMES.find((known) => known === document.documentElement.dataset["theme"]) ?? "system";
  if (open === "recent") return <Recent anchor={anchor} onClose={onClose} />;
  const leave = async () => {
    await signOut();
    location.assign("/sign-in");
  };
  const themes = THEMES.map((other) => ({
    label: en.theme[other],
    icon: themeIcon(other),
    checked: other === theme,
    onSelect: () => keepDisplay("theme", other),
  }));
  const items: readonly MenuItem[] = [
    {
      label: en.account.title,
      icon: <UserRound aria-hidden className={ICON} />,
      onSelect: () => router.push("/account"),
    },
    {
      label: en.nav.shortcuts,
      icon: <Keyboard aria-hidden className={ICON} />,
      onSelect: () => openLayer("shortcuts"),
    },
    { label: en.theme.label, icon: themeIcon(theme), items: themes },
    { label: en.nav.recent, icon: <History aria-hidden className={ICON} />, onSelect: () => onOpen("recent") },
    { label: en.nav.signOut, icon: <LogOut aria-hidden className={ICON} />, onSelect: () => void leave() },
  ];
  return <Menu label={en.nav.account} anchor={anchor} onClose={onClose} items={items} />;
}

function Recent({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const recent = useRecent();
  return (
    <Popover label={en.nav.recent} anchor={anchor} width={RECENT_WIDTH} onClose={onClose}>
      <h2 className="px-3 pt-3 pb-1 font-semibold">{en.nav.recent}</h2>
      {recent.length === 0 ? (
        <p className="px-3 pb-3 text-text-muted">{en.nav.noRecent}</p>
      ) : (
        <ol className="flex flex-col gap-1.5 px-3 pb-3">
          {recent.map(({ text, at }) => (
            <li key={at} className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 wrap-anywhere">{text}</span>
              <span className="shrink-0 text-xs text-text-subtle">{formatRelative(at - Date.now())}</span>
            </li>
          ))}
        </ol>
      )}
    </Popover>
  );
}

function themeIcon(theme: Theme) {
  const Icon = THEME_ICONS[theme];
  return <Icon aria-hidden className={ICON} />;
}
