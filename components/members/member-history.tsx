import Link from "next/link";
import * as en from "@/components/messages/en";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditEntryView } from "@/lib/audit/view";
import type { Looker } from "./member-actions";

type Props = { memberId: string; entries: readonly AuditEntryView[]; more: boolean; looker: Looker };

/** What was done to a member, newest first, as far as the viewer sees the log. */
export function MemberHistory({ memberId, entries, more, looker }: Props) {
  return (
    <section aria-labelledby="history" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="history" className="text-base font-semibold">
          {en.member.history}
        </h2>
        {more && (
          <Link href={`/audit?object=${memberId}`} prefetch={false} className="rounded-sm text-accent hover:underline">
            {en.member.allHistory}
          </Link>
        )}
      </div>
      {entries.length === 0 ? (
        <p className="text-text-subtle">{en.member.noHistory}</p>
      ) : (
        <ol className="rounded-lg border border-line bg-surface">
          {entries.map(({ id, title, at, comment }) => (
            <li
              key={id}
              className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line px-3 py-2 last:border-0"
            >
              <span className="min-w-0 wrap-anywhere" dir="auto">
                {title}
                {comment && <span className="block text-xs text-text-subtle">{comment}</span>}
              </span>
              <span className="shrink-0 text-xs text-text-subtle">
                <RelativeTime at={at} serverNow={looker.now} zone={looker.zone} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
