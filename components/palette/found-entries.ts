import { Bot, KeyRound, Search, ShieldCheck, UserRound } from "lucide-react";
import * as en from "@/components/messages/en";
import { roleName } from "@/lib/core/refusal-sentence";
import type { Found } from "@/lib/search/view";
import { maskedSecret } from "@/lib/tokens/view";
import type { Entry } from "./entry";

const { palette } = en;

/** What was found, as lines; `act` is what the viewer wants to do to the token. */
export function foundEntries({ tokens, roles, members }: Found, act: string | null): readonly Entry[] {
  return [
    ...tokens.map((token) => ({
      id: `token-${token.id}`,
      group: palette.tokens,
      label: token.name || token.id,
      note: token.ended ? palette.ended : act ? palette.to(act) : maskedSecret(token),
      Icon: token.kind === "personal" ? KeyRound : Bot,
      href: `/tokens/${token.id}`,
    })),
    ...(act
      ? []
      : [
          ...roles.map(({ key, name }) => ({
            id: `role-${key}`,
            group: palette.roles,
            label: name,
            note: key,
            Icon: ShieldCheck,
            href: `/roles/${encodeURIComponent(key)}`,
          })),
          ...members.map(({ id, name, email, baseRole }) => ({
            id: `member-${id}`,
            group: palette.members,
            label: name,
            note: name === email ? roleName(baseRole) : email,
            Icon: UserRound,
            href: `/members/${id}`,
          })),
        ]),
  ];
}

/** The way to the whole list for what was typed. */
export function searchEntry(q: string): Entry {
  return {
    id: "search-tokens",
    group: palette.more,
    label: palette.searchTokens(q),
    Icon: Search,
    href: `/tokens?q=${encodeURIComponent(q)}`,
  };
}
