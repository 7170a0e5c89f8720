import { BookOpen, KeyRound, ScrollText, Settings, ShieldCheck, Users } from "lucide-react";
import * as en from "@/components/messages/en";

/** Where one can go, in the order of the sidebar; `title` is the page’s heading, `key` follows `g` on the keyboard. */
export const PLACES = [
  { href: "/tokens", label: en.nav.tokens, title: en.nav.tokensTitle, key: "t", Icon: KeyRound },
  { href: "/roles", label: en.nav.roles, title: en.nav.roles, key: "r", Icon: ShieldCheck },
  { href: "/members", label: en.nav.members, title: en.nav.members, key: "m", Icon: Users },
  { href: "/audit", label: en.nav.audit, title: en.nav.audit, key: "a", Icon: ScrollText },
] as const;

/** The places at the sidebar's foot: help always in the same spot (WCAG 3.2.6). */
export const FOOT_PLACES = [
  { href: "/docs/api", label: en.nav.docs, title: en.nav.docs, key: "d", Icon: BookOpen },
] as const;

/** Under the help, for whoever may see the settings. */
export const SETTINGS_PLACE = {
  href: "/settings",
  label: en.nav.settings,
  title: en.nav.settings,
  key: "s",
  Icon: Settings,
} as const;

/** Where this viewer can go: what the sidebar does not show them is offered nowhere else. Only in the browser. */
export function placesShown() {
  const settings = document.querySelector(`nav a[href="${SETTINGS_PLACE.href}"]`) ? [SETTINGS_PLACE] : [];
  return [...PLACES, ...FOOT_PLACES, ...settings];
}
