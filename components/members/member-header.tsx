import Link from "next/link";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import { formatDate, formatRelative } from "@/components/ui/format-time";
import { Initials } from "@/components/ui/initials";
import { RelativeTime } from "@/components/ui/relative-time";
import { statusOf } from "@/lib/members/list-view";
import { displayName, type MemberView } from "@/lib/members/view";
import type { Looker } from "./member-actions";
import { MemberStatus } from "./member-cells";

type Props = {
  member: MemberView;
  /** Whether the viewer sees more than the name and roles. */
  whole: boolean;
  looker: Looker;
  children: ReactNode;
};

/** Who it is, since when, when they were last here, and whether they have a second factor. */
export function MemberHeader({ member, whole, looker, children }: Props) {
  const name = displayName(member);
  return (
    <div className="flex flex-col gap-3">
      <nav aria-label={en.common.breadcrumb} className="text-xs text-text-subtle">
        <Link href="/members" className="hover:underline">
          {en.member.crumb}
        </Link>
        {" / "}
        <span dir="auto">{name}</span>
      </nav>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="flex min-w-0 items-center gap-2 text-xl font-semibold" tabIndex={-1}>
              <Initials name={name} />
              <span className="min-w-0 wrap-anywhere" dir="auto">
                {name}
              </span>
            </h1>
            {member.id === looker.memberId && <span className="text-text-subtle">{en.member.you}</span>}
            {whole && <MemberStatus member={member} now={looker.now} />}
          </div>
          {whole && <Facts member={member} looker={looker} />}
        </div>
        {children}
      </div>
      {whole && <Invitation member={member} looker={looker} />}
    </div>
  );
}

function Facts({ member, looker: { now, zone } }: { member: MemberView; looker: Looker }) {
  const { email, joined, secondFactor, createdAt, lastSeenAt } = member;
  const since = formatDate(createdAt, zone);
  return (
    <p className="text-text-muted wrap-anywhere">
      {email} · {joined ? en.member.joined(since) : en.member.invitedOn(since)}
      {joined && (
        <>
          {" · "}
          {en.member.lastSeen}{" "}
          {lastSeenAt === null ? en.member.neverSeen : <RelativeTime at={lastSeenAt} serverNow={now} zone={zone} />}
          {" · "}
          {secondFactor ? en.member.secondFactor : en.member.noSecondFactor}
        </>
      )}
    </p>
  );
}

function Invitation({ member, looker: { now } }: { member: MemberView; looker: Looker }) {
  if (member.joined) return null;
  const until = member.invitation?.until ?? null;
  if (statusOf(member) === "expired") return <Callout tone="warning">{en.member.invitationExpired}</Callout>;
  return until === null ? null : (
    <Callout tone="neutral">{en.member.invitationUntil(formatRelative(until - now))}</Callout>
  );
}
