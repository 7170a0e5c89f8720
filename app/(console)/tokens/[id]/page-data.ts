import "server-only";
import * as en from "@/components/messages/en";
import { MARKED_ACTS } from "@/components/tokens/detail/day-marks";
import type { PageQuery } from "@/components/tokens/detail/page-query";
import type { Told } from "@/components/tokens/detail/token-notices";
import type { Principal } from "@/lib/access/principal";
import { listEntriesAbout } from "@/lib/audit/list-entries-about";
import { type Db, getDb } from "@/lib/db/client";
import { whomToAsk } from "@/lib/members/whom-to-ask";
import { endOf } from "@/lib/tokens/ended-since";
import { getToken } from "@/lib/tokens/get-token";
import { limitedSince } from "@/lib/tokens/limited-since";
import { mayRotate } from "@/lib/tokens/may-rotate";
import { authorizeManaging } from "@/lib/tokens/permissions";
import type { TokenView } from "@/lib/tokens/view";
import { tokenActivity } from "@/lib/usage/token-activity";
import { currentMember } from "@/lib/web/session";

const HISTORY_PAGE = 20;
/** So many acts are marked in the picture of days at most. */
const MARKS_MAX = 200;
const DAY_MS = 86_400_000;

/** The page's title: the token's name for whoever may see it. */
export async function titleOf(id: string): Promise<string> {
  const member = await currentMember();
  const found = member && (await getToken(getDb(), member.principal, id));
  return found?.ok ? en.detail.pageTitle(found.value.name || id) : en.detail.notFoundTitle;
}

/** All that the page of a token shows besides the token itself, read side by side. */
export async function pageDataOf(db: Db, principal: Principal, token: TokenView, query: PageQuery, zone: string) {
  const may = (action: string) => authorizeManaging(principal, token, action).ok;
  const after = Date.now() - query.days * DAY_MS;
  const changed = token.kind === "personal" ? [token.id, token.member.id] : [token.id];
  const [activity, rotate, told, since, history, marked, names, parent] = await Promise.all([
    tokenActivity(db, principal.accountId, token.id, { days: query.days, zone }),
    mayRotate(db, principal, token),
    toldOf(db, principal, token),
    limitedSince(db, principal, token),
    listEntriesAbout(db, principal, { targets: [token.id], limit: HISTORY_PAGE, cursor: query.history ?? undefined }),
    listEntriesAbout(db, principal, { targets: changed, actions: MARKED_ACTS, after, limit: MARKS_MAX }),
    whomToAsk(db, principal),
    token.viaTokenId === null ? null : getToken(db, principal, token.viaTokenId),
  ]);
  const made = token.member.id === principal.memberId;
  return {
    activity,
    told,
    since,
    names,
    history: history.ok ? history.value : null,
    marked: marked.ok ? marked.value.items : [],
    parent: parent?.ok ? { id: parent.value.id, name: parent.value.name || parent.value.id } : null,
    mayConfirm: made || (token.kind === "service" && may("resetAccessToken")),
    mayEditPolicy: may("updateAccessTokenPolicy"),
    allowed: {
      update: may("updateAccessTokenName") && may("updateAccessTokenDescription"),
      expiry: may("updateAccessTokenExpiry"),
      rotate: rotate.ok,
      end: may("deleteAccessToken"),
      endOld: may("resetAccessToken"),
    },
  };
}

/** Who ended or paused a token. */
async function toldOf(db: Db, principal: Principal, token: TokenView): Promise<Told | null> {
  if (token.status === "revoked" || token.status === "deactivated") return endOf(db, principal, token.id);
  if (!token.paused) return null;
  const found = await listEntriesAbout(db, principal, { targets: [token.id], actions: ["pauseAccessToken"], limit: 1 });
  const entry = found.ok ? found.value.items[0] : undefined;
  return entry ? { by: entry.who, at: entry.at, reason: entry.comment } : null;
}
