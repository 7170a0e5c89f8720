"use client";

import { useRouter } from "next/navigation";
import { describeAgent } from "@/components/account/describe-agent";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { SessionView } from "@/lib/sessions/view";
import type { Looker } from "./member-actions";

type Props = {
  memberId: string;
  sessions: readonly SessionView[];
  /** Whether the viewer may end them; one's own are ended on the account page. */
  mayEnd: boolean;
  end: Act<{ ended: number }>;
  looker: Looker;
};

/** Where a member is signed in, and the end of each or all. */
export function MemberSessions({ memberId, sessions, mayEnd, end, looker }: Props) {
  const { run, busy, trouble } = useAct(end);
  const toast = useToast();
  const router = useRouter();
  const stop = async (sessionId: string | null) => {
    const answer = await run({ id: memberId, sessionId });
    if (answer) toast(en.member.ended(answer.value.ended));
    router.refresh();
  };
  if (sessions.length === 0) return <p className="text-text-subtle">{en.member.noSessions}</p>;
  return (
    <div className="flex flex-col gap-2">
      <TroubleNote trouble={trouble} />
      <ul className="rounded-lg border border-line bg-surface">
        {sessions.map(({ id, userAgent, ip, lastSeenAt, current }) => (
          <li key={id} className="flex items-center justify-between gap-3 border-b border-line px-3 py-2 last:border-0">
            <span className="min-w-0">
              <span className="block wrap-anywhere">
                {describeAgent(userAgent)}
                {current && <span className="text-text-subtle"> · {en.member.thisOne}</span>}
              </span>
              <span className="block text-xs text-text-subtle">
                {ip} · <RelativeTime at={lastSeenAt} serverNow={looker.now} zone={looker.zone} />
              </span>
            </span>
            {mayEnd && (
              <Button
                busy={busy}
                aria-label={en.member.sessionEndOf(describeAgent(userAgent))}
                onClick={() => void stop(id)}
              >
                {en.member.sessionsEnd}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayEnd && sessions.length > 1 && (
        <Button className="self-start" busy={busy} onClick={() => void stop(null)}>
          {en.member.endAll}
        </Button>
      )}
    </div>
  );
}
