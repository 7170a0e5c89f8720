"use client";

import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useRef, useState } from "react";
import { signOut } from "@/components/auth/sign-in";
import * as en from "@/components/messages/en";
import { THEMES, type Theme } from "@/components/ui/display";
import { Initials } from "@/components/ui/initials";
import { keepDisplay } from "@/components/ui/keep-display";
import { Menu } from "@/components/ui/menu";
import { roleName } from "@/lib/core/refusal-sentence";
import { displayName } from "@/lib/members/view";
import type { Viewer } from "@/lib/sessions/view";

const ICON = "size-4 text-text-muted";
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Who is signed in and with which role, and what they can do about it. */
export function AccountMenu({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(theme);
  const button = useRef<HTMLButtonElement>(null);
  const router = useRouter();
  const close = useCallback(() => setOpen(false), []);
  const name = displayName(viewer);
  const leave = async () => {
    await signOut();
    location.assign("/sign-in");
  };
  const themes = THEMES.filter((other) => other !== chosen).map((other) => ({
    label: `${en.theme.label}: ${en.theme[other]}`,
    icon: themeIcon(other),
    onSelect: () => {
      keepDisplay("theme", other);
      setChosen(other);
    },
  }));
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="flex w-full items-center gap-2.5 rounded-md p-1 text-start hover:bg-hover pointer-coarse:min-h-11 md:max-lg:justify-center lg:p-1.5"
      >
        <span className="sr-only">{en.nav.account}: </span>
        <Initials name={name} />
        <span className="min-w-0 flex-1 max-lg:sr-only">
          <span className="block truncate" dir="auto">
            {name}
          </span>{" "}
          <span className="block text-xs text-text-subtle">{roleName(viewer.baseRole)}</span>
        </span>
      </button>
      {open && button.current && (
        <Menu
          label={en.nav.account}
          anchor={button.current}
          onClose={close}
          items={[
            {
              label: en.account.title,
              icon: <UserRound aria-hidden className={ICON} />,
              onSelect: () => router.push("/account"),
            },
            ...themes,
            { label: en.nav.signOut, icon: <LogOut aria-hidden className={ICON} />, onSelect: () => void leave() },
          ]}
        />
      )}
    </>
  );
}

function themeIcon(theme: Theme) {
  const Icon = THEME_ICONS[theme];
  return <Icon aria-hidden className={ICON} />;
}
