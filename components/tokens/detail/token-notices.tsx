import { Play, RotateCw } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import { formatInstant, formatRelative } from "@/components/ui/format-time";
import type { Act } from "@/components/ui/use-act";
import type { AuditEntryView } from "@/lib/audit/view";
import { roleName } from "@/lib/core/refusal-sentence";
import { displayName } from "@/lib/members/view";
import type { TokenView } from "@/lib/tokens/view";
import type { BlockedTries } from "@/lib/usage/view";
import { ActButton } from "./act-button";
import type { Acts } from "./acts";
import { HaveIt } from "./have-it";

/** What the log says about the state that a token is in: who, when, why. */
export type Told = { readonly by: string; readonly at: number; readonly reason: string | null };

type Props = {
  token: TokenView;
  own: boolean;
  acts: Acts;
  /** Who ended or paused it. */
  told: Told | null;
  /** The change since which it is limited. */
  since: AuditEntryView | null;
  /** Where that change stands in the log. */
  sinceHref: string | null;
  blocked: BlockedTries | null;
  mayConfirm: boolean;
  now: number;
  zone: string;
  confirm: Act<null>;
};

/** What is out of the ordinary about a token, in words, each with what can be done about it. */
export function TokenNotices(props: Props) {
  const { token, own, acts, told, blocked, mayConfirm, now, zone, confirm } = props;
  const tries = blocked && <Tries blocked={blocked} now={now} />;
  const ended = endSentence(token, told, zone);
  if (ended) {
    return (
      <Notice
        tone={token.status === "revoked" ? "danger" : "neutral"}
        reason={told?.reason ?? null}
        more={tries}
        act={
          acts.rotate === null && (
            <ActButton act="rotate" icon={<RotateCw aria-hidden className="size-4" />}>
              {en.rotate.renew}
            </ActButton>
          )
        }
      >
        {ended}
      </Notice>
    );
  }
  const others = !own && token.kind === "personal" && acts.revoke === null;
  return (
    <div className="flex flex-col gap-2 empty:hidden">
      {token.paused && (
        <Notice
          tone="neutral"
          reason={told?.reason ?? null}
          more={tries ?? <p>{en.detail.noTries}</p>}
          act={
            acts.pause === null && (
              <ActButton act="pause" icon={<Play aria-hidden className="size-4" />}>
                {en.pause.resume}
              </ActButton>
            )
          }
        >
          {told ? en.detail.pausedBy(told.by, formatRelative(told.at - now).toLowerCase()) : en.detail.paused}
        </Notice>
      )}
      {!token.secretConfirmed && (
        <Notice
          tone="warning"
          act={
            <>
              {acts.rotate === null && (
                <ActButton act="rotate" icon={<RotateCw aria-hidden className="size-4" />}>
                  {en.rotate.act}
                </ActButton>
              )}
              {mayConfirm && <HaveIt id={token.id} confirm={confirm} />}
            </>
          }
        >
          {acts.rotate === null ? en.detail.unconfirmed : en.detail.unconfirmedOthers}
        </Notice>
      )}
      {token.limited && <Limited {...props} />}
      {others && <p className="text-text-muted">{en.detail.others}</p>}
    </div>
  );
}

type NoticeProps = {
  tone: "neutral" | "warning" | "info" | "danger";
  reason?: string | null;
  more?: ReactNode;
  act?: ReactNode;
  children: ReactNode;
};

function Notice({ tone, reason = null, more, act, children }: NoticeProps) {
  return (
    <Callout tone={tone} act={act}>
      <p>
        {children}
        {reason && <span dir="auto"> {en.detail.reason(reason)}</span>}
      </p>
      {more}
    </Callout>
  );
}

function Tries({ blocked, now }: { blocked: BlockedTries; now: number }) {
  const ago = formatRelative(blocked.lastAt - now).toLowerCase();
  return <p>{en.detail.tries(blocked.tries, ago, blocked.lastAddress)}</p>;
}

/** Why it gets less than it asks for, and since when. */
function Limited({ token, since, sinceHref, now }: Props) {
  return (
    <Notice
      tone="info"
      more={
        since && (
          <p>
            {en.detail.since(since.title, formatRelative(since.at - now).toLowerCase())}{" "}
            {sinceHref && (
              <Link href={sinceHref} className="underline">
                {en.detail.sinceLink}
              </Link>
            )}
          </p>
        )
      }
    >
      {limitedSentence(token)}
    </Notice>
  );
}

function endSentence(
  { status, revokedAt, expiresAt, member }: TokenView,
  told: Told | null,
  zone: string,
): string | null {
  if (status === "revoked" && revokedAt !== null)
    return en.detail.ended.revoked(told?.by ?? null, formatInstant(revokedAt, zone));
  if (status === "deactivated")
    return en.detail.ended.deactivated(displayName(member), told && formatInstant(told.at, zone));
  if (status === "expired" && expiresAt !== null) return en.detail.ended.expired(formatInstant(expiresAt, zone));
  return null;
}

function limitedSentence({ kind, role, actsAs, member }: TokenView): string {
  const name = displayName(member);
  if (kind === "service") return en.detail.limitedService(name);
  if (role.source !== "base" || actsAs === null) return en.detail.limitedPersonal(name);
  const declared = roleName(role.baseRole);
  return actsAs === "no_access"
    ? en.detail.limitedNone(name, declared)
    : en.detail.limitedBase(name, roleName(actsAs), declared);
}
