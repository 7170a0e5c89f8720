import type { Principal } from "@/lib/access/principal";
import type { TokenMay } from "../list-view";
import { authorizeManaging } from "../permissions";
import type { TokenView } from "../view";

/**
 * What the list offers the principal on a token. A service token's rotation also asks whether they hold what it can do, which
 * is found out when it comes to it.
 */
export function mayOf(principal: Principal, token: TokenView): TokenMay {
  const { kind, member, status } = token;
  if (status === "revoked" || status === "deactivated") {
    return { rename: false, rotate: false, pause: false, revoke: false };
  }
  const may = (action: string) => authorizeManaging(principal, token, action).ok;
  const mine = kind === "service" || member.id === principal.memberId;
  const ends = may("deleteAccessToken");
  return { rename: may("updateAccessTokenName"), rotate: mine && may("resetAccessToken"), pause: ends, revoke: ends };
}
