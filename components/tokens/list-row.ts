import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import type { Times } from "@/components/ui/display";
import { formatDate, formatExact, formatRelative, formatShort } from "@/components/ui/format-time";
import { roleName } from "@/lib/core/refusal-sentence";
import { displayName } from "@/lib/members/view";
import { UNUSED_DAYS } from "@/lib/tokens/limits";
import type { TokenListItem } from "@/lib/tokens/list-view";
import { keeperOf, maskedSecret, type TokenStatus, type TokenView } from "@/lib/tokens/view";
import { type Reason, reasonOf } from "./attention-reason";
import type { Column } from "./hidden-columns";
import { type OtherUse, otherUse } from "./other-use";
import { type Spark, sparkOf } from "./sparkline";

/** An instant as a row shows it; `ticks` while it is said relative to now. */
export type ShownTime = { at: number; text: string; exact: string; ticks: boolean };

/** What the acts of a row's menu ask about its token. */
export type RowToken = Pick<
  TokenListItem,
  | "id"
  | "name"
  | "kind"
  | "description"
  | "member"
  | "caretaker"
  | "status"
  | "paused"
  | "expiresAt"
  | "lastUsedAt"
  | "telemetryUsedAt"
  | "gatewayUsedAt"
  | "may"
>;

/** What the browser is given of a row: its cells are drawn on the server, where all that they say is made. */
export type TableRow = Pick<ListRow, "id" | "name" | "token" | "selectable" | "reason"> & {
  cells: Readonly<Partial<Record<Column, ReactNode>>>;
};

/** A token as its row shows it: words made on the server, so that the browser has nothing to format but the time that passes. */
export type ListRow = {
  id: string;
  token: RowToken;
  name: string;
  masked: string;
  /** Whoever looks after it; for a service token that is not always its maker. */
  owner: { name: string; email: string; removed: boolean; about: string | null };
  role: { text: string; title: string; actsAs: string | null };
  lastUsed: ShownTime | null;
  /** It may be worth ending: unused for long. */
  stale: boolean;
  /** "made 45 days ago", where it was never used since. */
  forgotten: string | null;
  /** The later of the two other kinds of use. */
  otherUse: (ShownTime & Omit<OtherUse, "at">) | null;
  spark: Spark | null;
  created: ShownTime;
  expires: ShownTime | null;
  unconfirmed: boolean;
  /** Whether it can be part of a bulk act. */
  selectable: boolean;
  reason: Reason | null;
};

type Frame = {
  now: number;
  zone: string;
  times: Times;
  viewerId: string;
  /** Whether the rows say why they need attention. */
  reasons: boolean;
  /** Requests by day of each token, today last. */
  uses: ReadonlyMap<string, readonly number[]>;
};

const DAY_MS = 86_400_000;
const SOON_MS = 60 * DAY_MS;

/** What a token's row shows. */
export function toListRow(token: TokenListItem, frame: Frame): ListRow {
  const { now, zone, uses } = frame;
  const name = displayName(token.member);
  const mine = token.kind === "personal" && token.member.id === frame.viewerId;
  const never = token.lastUsedAt === null;
  const other = otherUse(token);
  const living = !hasEnded(token.status);
  return {
    id: token.id,
    token: rowToken(token),
    name: token.name || token.id,
    masked: maskedSecret(token),
    owner: ownerOf(token),
    role: { ...roleWords(token.role), actsAs: actsAs(token) },
    lastUsed: token.lastUsedAt === null ? null : shownTime(token.lastUsedAt, frame),
    stale: token.stale && living && !never,
    forgotten:
      never && living && other === null && now - token.createdAt > UNUSED_DAYS * DAY_MS
        ? en.tokens.made(formatRelative(token.createdAt - now))
        : null,
    otherUse: other && { ...other, ...shownTime(other.at, frame) },
    spark: sparkOf(uses.get(token.id) ?? [], now),
    created: {
      at: token.createdAt,
      text: formatDate(token.createdAt, zone),
      exact: en.tokens.createdBy(formatExact(token.createdAt, zone), name),
      ticks: false,
    },
    expires: token.expiresAt === null ? null : shownExpiry(token.expiresAt, frame),
    unconfirmed: !token.secretConfirmed && living,
    selectable: living && (token.may.revoke || token.may.pause),
    reason: frame.reasons && token.attention[0] ? reasonOf(token.attention[0], { token, mine, now }) : null,
  };
}

/** Named one by one, so that the browser is sent no more than the menu needs. */
function rowToken(token: TokenListItem): RowToken {
  const { id, name, kind, description, member, caretaker, status, paused, expiresAt, may } = token;
  const { lastUsedAt, telemetryUsedAt, gatewayUsedAt } = token;
  const used = { lastUsedAt, telemetryUsedAt, gatewayUsedAt };
  return { id, name, kind, description, member, caretaker, status, paused, expiresAt, may, ...used };
}

function ownerOf(token: TokenListItem): ListRow["owner"] {
  const keeper = keeperOf(token);
  const about = token.kind === "service" ? en.tokens.madeBy(displayName(token.member)) : null;
  return { name: displayName(keeper), email: keeper.email, removed: keeper.removed, about };
}

const hasEnded = (status: TokenStatus) => status === "revoked" || status === "deactivated";

function actsAs({ actsAs: role, limited }: TokenView): string | null {
  return limited && role !== null ? en.tokens.actsAs(roleName(role)) : null;
}

function shownTime(at: number, { now, zone, times }: Frame): ShownTime {
  const text = times === "relative" ? formatRelative(at - now) : formatShort(at, times === "utc" ? "UTC" : zone, now);
  return { at, text, exact: formatExact(at, zone), ticks: times === "relative" };
}

function shownExpiry(at: number, { now, zone, times }: Frame): ListRow["expires"] {
  const soon = times === "relative" && at - now < SOON_MS;
  const text = soon ? formatRelative(at - now) : formatDate(at, times === "utc" ? "UTC" : zone);
  return { at, text, exact: formatExact(at, zone), ticks: false };
}

/** What a token declares, in a few words, and in full. */
function roleWords(role: TokenView["role"]): { text: string; title: string } {
  const same = (text: string) => ({ text, title: text });
  if (role.source === "base") return same(roleName(role.baseRole));
  if (role.source === "inline") {
    const { length } = role.statements;
    return { text: en.tokens.inline(length), title: en.tokens.inlineFull(length) };
  }
  const names = role.roles.map(({ name }) => name);
  const [first = "–", ...more] = names;
  return { text: more.length === 0 ? first : `${first} + ${more.length}`, title: names.join(", ") };
}
