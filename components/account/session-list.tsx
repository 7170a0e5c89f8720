"use client";

import { useRouter } from "next/navigation";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { SessionView } from "@/lib/sessions/view";
import { describeAgent } from "./describe-agent";

type Props = {
  sessions: readonly SessionView[];
  now: number;
  zone: string;
  end: Act<null>;
  endOthers: Act<{ ended: number }>;
};

/** Where the viewer is signed in, and the end of each. */
export function SessionList({ sessions, now, zone, end, endOthers }: Props) {
  const one = useAct(end);
  const others = useAct(endOthers);
  const toast = useToast();
  const router = useRouter();
  const endOne = async (id: string) => {
    if (!(await one.run({ id }))) return;
    toast(en.account.ended);
    router.refresh();
  };
  const endAll = async () => {
    const answer = await others.run({});
    if (!answer) return;
    toast(en.account.endedOthers(answer.value.ended));
    router.refresh();
  };
  return (
    <div className="flex flex-col gap-3">
      <TroubleNote trouble={one.trouble} />
      <TroubleNote trouble={others.trouble} />
      <ul className="rounded-lg border border-line">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-3 py-2 last:border-0"
          >
            <span className="min-w-0">
              <span className="block wrap-anywhere">
                {describeAgent(session.userAgent)}
                {session.current && <span className="text-text-subtle"> · {en.account.thisOne}</span>}
              </span>
              <span className="block text-xs text-text-subtle">
                {session.ip} · {en.account.lastSeen}{" "}
                <RelativeTime at={session.lastSeenAt} serverNow={now} zone={zone} />
              </span>
            </span>
            {!session.current && (
              <Button busy={one.busy} onClick={() => void endOne(session.id)}>
                {en.account.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <Button busy={others.busy} onClick={() => void endAll()}>
            {en.account.endOthers}
          </Button>
        </div>
      )}
    </div>
  );
}
