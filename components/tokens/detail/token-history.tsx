import Link from "next/link";
import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { formatExact } from "@/components/ui/format-time";
import type { AuditEntryView } from "@/lib/audit/view";
import { TokenLife } from "./token-life";

type Props = {
  /** Null where the viewer may not look at the log. */
  entries: readonly AuditEntryView[] | null;
  olderHref: string | null;
  newestHref: string | null;
  /** The audit log, narrowed to the token. */
  logHref: string | null;
  zone: string;
};

/** Everything that was done to the token, newest first, in words. */
export function TokenHistory({ entries, olderHref, newestHref, logHref, zone }: Props) {
  return (
    <section aria-labelledby="history" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="history" className="text-base font-semibold">
          {en.history.title}
        </h2>
        {logHref !== null && (
          <Link href={logHref} prefetch={false} className="rounded-sm text-accent hover:underline">
            {en.history.open}
          </Link>
        )}
      </div>
      {entries === null || entries.length === 0 ? (
        <>
          <p className="text-text-subtle">{entries === null ? en.history.hidden : en.history.none}</p>
          <TokenLife />
        </>
      ) : (
        <ol className="flex flex-col">
          {entries.map((entry) => (
            <li
              key={entry.id}
              className="grid gap-x-4 border-t border-line py-2 first:border-0 sm:grid-cols-[9.5rem_minmax(0,1fr)]"
            >
              <time
                dateTime={new Date(entry.at).toISOString()}
                title={formatExact(entry.at, zone)}
                className="text-xs leading-5 whitespace-nowrap text-text-subtle"
              >
                {formatMinute(entry.at, zone)}
              </time>
              <span className="min-w-0 wrap-anywhere" dir="auto">
                <span className="font-semibold">{entry.who}</span>
                {entry.title.slice(entry.who.length)}
                {entry.comment && <span className="block text-text-muted">{en.detail.reason(entry.comment)}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
      {(olderHref !== null || newestHref !== null) && (
        <nav aria-label={en.history.pages} className="flex gap-2">
          {newestHref !== null && (
            <ButtonLink href={newestHref} scroll={false} prefetch={false}>
              {en.history.newest}
            </ButtonLink>
          )}
          {olderHref !== null && (
            <ButtonLink href={olderHref} scroll={false} prefetch={false}>
              {en.history.older}
            </ButtonLink>
          )}
        </nav>
      )}
    </section>
  );
}

/** An instant as "23 Nov 2026, 18:41". */
function formatMinute(at: number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(at);
}
