import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import { formatInstant } from "@/components/ui/format-time";
import { roleName } from "@/lib/core/refusal-sentence";
import { displayName } from "@/lib/members/view";
import type { TokenView } from "@/lib/tokens/view";

type Props = { token: TokenView; mine: boolean; mayRevoke: boolean; zone: string };

/** What is out of the ordinary about a token, in words. */
export function TokenNotices({ token, mine, mayRevoke, zone }: Props) {
  const ended = endSentence(token, zone);
  if (ended) return <Callout tone="neutral">{ended}</Callout>;
  const others = !mine && token.kind === "personal" && mayRevoke;
  return (
    <>
      {!token.secretConfirmed && <Callout tone="warning">{en.detail.unconfirmed}</Callout>}
      {token.limited && <Callout tone="info">{limitedSentence(token)}</Callout>}
      {others && <p className="text-text-muted">{en.detail.others}</p>}
    </>
  );
}

function endSentence({ status, revokedAt, expiresAt, member }: TokenView, zone: string): string | null {
  if (status === "revoked" && revokedAt !== null) return en.detail.ended.revoked(formatInstant(revokedAt, zone));
  if (status === "deactivated") return en.detail.ended.deactivated(displayName(member));
  if (status === "expired" && expiresAt !== null) return en.detail.ended.expired(formatInstant(expiresAt, zone));
  return null;
}

/** Why it gets less than it asks for. */
function limitedSentence({ kind, role, actsAs, member }: TokenView): string {
  const name = displayName(member);
  if (kind === "service") return en.detail.limitedService(name);
  if (role.source !== "base" || actsAs === null) return en.detail.limitedPersonal(name);
  const declared = roleName(role.baseRole);
  return actsAs === "no_access"
    ? en.detail.limitedNone(name, declared)
    : en.detail.limitedBase(name, roleName(actsAs), declared);
}
