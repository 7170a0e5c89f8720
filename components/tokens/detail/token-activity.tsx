import Link from "next/link";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { formatDate, formatInstant } from "@/components/ui/format-time";
import { CHANNELS } from "@/lib/core/channel";
import type { TokenActivity as Activity } from "@/lib/usage/view";
import type { DayMark } from "./day-marks";
import { DaysChart } from "./days-chart";
import { DaysTable } from "./days-table";
import { HoursChart } from "./hours-chart";
import { type PageQuery, PERIODS, pageHref } from "./page-query";
import { TokenSources } from "./token-sources";

type Props = { id: string; activity: Activity; marks: readonly DayMark[]; query: PageQuery; now: number; zone: string };

/** How a token was used: by day or by hour of the week, and from where. The choice is in the address, so it needs no script. */
export function TokenActivity({ id, activity, marks, query, now, zone }: Props) {
  const { days } = activity;
  const used = days.some(({ rest, gateway, telemetry }) =>
    [rest, gateway, telemetry].some(({ allowed, denied }) => allowed + denied > 0),
  );
  return (
    <section aria-labelledby="activity" className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="activity" className="text-base font-semibold">
          {en.activity.title}
        </h2>
        <div className="flex flex-wrap gap-2">
          <Choice label={en.activity.view}>
            {(["days", "hours"] as const).map((show) => (
              <Option key={show} href={pageHref(id, query, { show })} chosen={query.show === show}>
                {en.activity[show]}
              </Option>
            ))}
          </Choice>
          <Choice label={en.activity.period}>
            {PERIODS.map((period) => (
              <Option key={period} href={pageHref(id, query, { days: period })} chosen={query.days === period}>
                {en.activity.periodDays(period)}
              </Option>
            ))}
          </Choice>
        </div>
      </div>
      {!used ? (
        <p className="rounded-md bg-sunken px-4 py-8 text-center text-text-muted">{en.activity.none(query.days)}</p>
      ) : query.show === "hours" ? (
        <HoursChart hours={activity.hours} zone={activity.zone} />
      ) : (
        <>
          <DaysChart days={days} marks={marks} />
          <DaysTable days={days} marks={marks} />
        </>
      )}
      <Channels activity={activity} zone={zone} />
      <TokenSources
        sources={activity.sources}
        used={Object.values(activity.last).some((at) => at !== null)}
        now={now}
        zone={zone}
      />
      <p className="text-xs text-text-subtle">
        {en.activity.complete(formatInstant(activity.completeUntil, zone), zone)}{" "}
        {query.show === "days" && en.activity.utc}
      </p>
    </section>
  );
}

/** First and last use through each channel. */
function Channels({ activity: { first, last }, zone }: { activity: Activity; zone: string }) {
  const used = CHANNELS.flatMap((channel) => {
    const [from, to] = [first[channel], last[channel]];
    return from === null || to === null ? [] : [{ channel, from, to }];
  });
  if (used.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-xs text-text-muted">
      {used.map(({ channel, from, to }) => (
        <li key={channel}>
          {en.activity.firstUsed(en.activity.channels[channel], formatDate(from, zone), formatDate(to, zone))}
        </li>
      ))}
    </ul>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="inline-flex rounded-md border border-line-strong p-0.5">
      {children}
    </nav>
  );
}

function Option({ href, chosen, children }: { href: string; chosen: boolean; children: string }) {
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={chosen ? "true" : undefined}
      className={cn(
        "rounded-sm px-2.5 py-1 text-xs pointer-coarse:py-3",
        chosen ? "bg-selected text-text" : "text-text-muted hover:bg-hover",
      )}
    >
      {children}
    </Link>
  );
}
