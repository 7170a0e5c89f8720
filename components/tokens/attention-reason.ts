import * as en from "@/components/messages/en";
import { formatRelative } from "@/components/ui/format-time";
import { roleName } from "@/lib/core/refusal-sentence";
import type { AttentionReason, TokenListItem } from "@/lib/tokens/list-view";

/** What a row's menu does, where a page is not enough. */
export type RowAct = "revoke" | "pause" | "rename" | "rotate";

/** Why a token needs attention, in one line, and what mends it: an act of the row's menu, or a page. */
export type Reason = { text: string; fix: { label: string } & ({ act: RowAct } | { href: string }) };

type About = { token: TokenListItem; mine: boolean; now: number };

/** The reason in words and its fix: the first of those that the viewer may do, else a look at the token. */
export function reasonOf(reason: AttentionReason, { token, mine, now }: About): Reason {
  const page = `/tokens/${token.id}`;
  const look = { label: en.tokens.fix.look, href: page };
  const revoke = token.may.revoke ? { label: en.tokens.fix.revoke, act: "revoke" as const } : look;
  const pause = token.may.pause && !token.paused ? { label: en.tokens.fix.pause, act: "pause" as const } : revoke;
  const expiry =
    token.may.rename && (mine || token.kind === "service")
      ? { label: en.tokens.fix.expiry, href: `${page}?act=expiry` }
      : look;
  const rotate = mine && token.may.rotate ? { label: en.tokens.fix.rotate, href: `${page}?act=rotate` } : null;
  switch (reason.kind) {
    case "stale":
      return { text: en.tokens.reason.stale(reason.days), fix: pause };
    case "neverUsed":
      return { text: en.tokens.reason.neverUsed(reason.days), fix: revoke };
    case "expiring":
      return {
        text: en.tokens.reason.expiring(formatRelative(reason.at - now)),
        fix: token.kind === "service" ? look : expiry,
      };
    case "unconfirmed":
      return { text: en.tokens.reason.unconfirmed, fix: rotate ?? revoke };
    case "limited":
      return { text: en.tokens.reason.limited, fix: { label: en.tokens.fix.why, href: page } };
    case "noExpiry":
      return { text: en.tokens.reason.noExpiry(roleName(reason.role)), fix: expiry };
    case "orphan":
      return {
        text: en.tokens.reason.orphan,
        fix: token.may.rename ? { label: en.tokens.fix.caretaker, href: `${page}?act=caretaker` } : look,
      };
  }
}
