import { Ban, Copy, Keyboard, Link2, Monitor, Moon, Pause, Plus, RotateCw, Sun, UserRound } from "lucide-react";
import * as en from "@/components/messages/en";
import { openLayer } from "@/components/shell/layers";
import type { placesShown } from "@/components/shell/places";
import { copyText } from "@/components/ui/copy-text";
import { THEMES } from "@/components/ui/display";
import { keepDisplay } from "@/components/ui/keep-display";
import type { Command } from "./entry";

const { palette } = en;
const { also } = palette;
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };

/** What can be done to a token, and where one chooses which. */
const ACTS = [
  { act: "rotate", Icon: RotateCw, href: "/tokens?view=mine" },
  { act: "pause", Icon: Pause, href: "/tokens" },
  { act: "revoke", Icon: Ban, href: "/tokens" },
  { act: "duplicate", Icon: Copy, href: "/tokens" },
] as const;

type Offered = {
  /** Whether something is typed: acts on one token are offered only then. */
  readonly typed: boolean;
  /** Where the viewer can go. */
  readonly places: ReturnType<typeof placesShown>;
  readonly say: (text: string) => void;
};

/** What the palette offers without a search. */
export function commands({ typed, places: shown, say }: Offered): readonly Command[] {
  const group = palette.commands;
  const copyBase = async () => {
    if ((await copyText(`${location.origin}/api/v2`)) === "copied") say(palette.copiedBase);
  };
  const acts = ACTS.map(({ act, Icon, href }) => {
    return { id: act, group, label: palette[act], note: palette.choose, also: also[act], Icon, href };
  });
  const places = shown.map(({ href, label, Icon }) => {
    return { id: `go-${href.slice(1)}`, group: palette.go, label, Icon, href };
  });
  return [
    { id: "new-token", group, label: palette.newToken, also: also.newToken, Icon: Plus, href: "/tokens/new" },
    ...(typed ? acts : []),
    ...THEMES.map((theme) => ({
      id: `theme-${theme}`,
      group,
      label: palette.themeTo(en.theme[theme]),
      also: `${also.theme} ${also[theme]}`,
      Icon: THEME_ICONS[theme],
      run: () => keepDisplay("theme", theme),
    })),
    { id: "copy-base", group, label: palette.copyBase, also: also.copyBase, Icon: Link2, run: () => void copyBase() },
    {
      id: "shortcuts",
      group,
      label: en.nav.shortcuts,
      also: also.shortcuts,
      Icon: Keyboard,
      run: () => openLayer("shortcuts"),
    },
    ...places,
    {
      id: "go-account",
      group: palette.go,
      label: en.account.title,
      also: also.account,
      Icon: UserRound,
      href: "/account",
    },
  ];
}

/** "delete deploy-bot" asks for deploy-bot: the act that the first word means, and what is left to search for. */
export function readAct(q: string): { act: string | null; rest: string } {
  const [, verb = "", rest = ""] = /^(\S+)\s+(\S.*)$/u.exec(q) ?? [];
  const known = ACTS.find(({ act }) => `${act} ${also[act]}`.split(" ").includes(verb.toLowerCase()));
  return known ? { act: known.act, rest } : { act: null, rest: q };
}
