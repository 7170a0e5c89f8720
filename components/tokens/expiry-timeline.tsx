import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { formatDate } from "@/components/ui/format-time";
import type { ExpiryWeeks } from "@/lib/tokens/list-view";
import { ListLink } from "./list-navigation";
import { type ListQuery, listHref } from "./list-query";

const STACK = 8;
const DOT = 8;
const GAP = 3;
/** Twelve weeks, and what never ends. */
const COLUMNS = "grid grid-cols-[repeat(12,minmax(0,1fr))_minmax(64px,1.4fr)]";

type Bucket = { personal: number; service: number };

/**
 * When tokens stop working, week by week: a column for each of twelve, and one for those that never do. Each narrows the list.
 * On a phone a week would be too narrow to be hit: there the table says it.
 */
export function ExpiryTimeline({ data: { weeks, none }, query }: { data: ExpiryWeeks; query: ListQuery }) {
  const day = (text: string) => formatDate(Date.parse(`${text}T12:00:00Z`), "UTC").replace(/ \d{4}$/, "");
  const sum = weeks.reduce((total, week) => total + week.personal + week.service, 0);
  const endless = none.personal + none.service;
  const href = (exp: ListQuery["filters"]["exp"]) => listHref(query, { filters: { ...query.filters, exp } });
  const { exp } = query.filters;
  return (
    <figure className="rounded-lg border border-line bg-surface px-4 pt-3 pb-2">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 text-xs text-text-subtle">
        <span className="text-sm font-semibold text-text">{en.timeline.title}</span>
        <span className="sr-only">{en.timeline.summary(sum, weeks.length, endless)}</span>
        <span aria-hidden="true" className="max-md:hidden">
          {en.timeline.legend}
        </span>
      </figcaption>
      <ol className={cn(COLUMNS, "mt-1 items-end max-md:hidden")}>
        {weeks.map((week) => (
          <li key={week.from}>
            <Column
              bucket={week}
              href={href({ from: week.from, to: week.to })}
              label={en.timeline.inWeek(week.personal + week.service, day(week.from), day(week.to))}
              here={exp !== null && typeof exp !== "string" && exp.from === week.from}
            />
          </li>
        ))}
        <li className="ps-2">
          <Column bucket={none} href={href("none")} label={en.timeline.noneOf(endless)} here={exp === "none"} />
        </li>
      </ol>
      <div aria-hidden="true" className={cn(COLUMNS, "text-2xs text-text-subtle max-md:hidden")}>
        {weeks.map((week, at) =>
          at % 2 === 0 ? (
            <span key={week.from} className="col-span-2">
              {at === 0 ? en.timeline.today : day(week.from)}
            </span>
          ) : null,
        )}
        <span className="ps-2 text-center">{en.timeline.none}</span>
      </div>
      <details className="text-xs">
        <summary className="w-fit cursor-pointer rounded-sm text-accent">{en.timeline.asTable}</summary>
        <Twin weeks={weeks} none={none} day={day} />
      </details>
    </figure>
  );
}

type ColumnProps = { bucket: Bucket; href: string; label: string; here: boolean };

/** A mark for each token, services first, up to a stack's height; a number where there are more. */
function Column({ bucket: { personal, service }, href, label, here }: ColumnProps) {
  const count = personal + service;
  const marks =
    count > STACK
      ? []
      : [...Array<"service">(service).fill("service"), ...Array<"personal">(personal).fill("personal")];
  const height = STACK * (DOT + GAP);
  const body = (
    <svg aria-hidden="true" width="100%" height={height} className="block overflow-visible">
      {marks.map((kind, at) => {
        const y = height - (at + 1) * (DOT + GAP) + GAP;
        // biome-ignore lint/suspicious/noArrayIndexKey: marks are alike but for their place
        return <Mark key={at} kind={kind} y={y} />;
      })}
      {count > STACK && (
        <text x="50%" y={height - 4} textAnchor="middle" className="tnum fill-text text-xs font-semibold">
          {count.toLocaleString("en")}
        </text>
      )}
    </svg>
  );
  const look = cn("block rounded-t-sm border-b border-line-strong px-0.5 pt-1 pb-0.5", here && "bg-selected");
  if (count === 0)
    return (
      <span className={look}>
        {body}
        <span className="sr-only">{label}</span>
      </span>
    );
  return (
    <ListLink
      href={href}
      aria-label={label}
      title={label}
      aria-current={here || undefined}
      className={cn(look, "hover:bg-hover")}
    >
      {body}
    </ListLink>
  );
}

function Mark({ kind, y }: { kind: "personal" | "service"; y: number }) {
  const look = kind === "personal" ? "fill-chart-1" : "fill-chart-3";
  return kind === "personal" ? (
    <circle cx="50%" cy={y + DOT / 2} r={DOT / 2} className={look} />
  ) : (
    <svg x="50%" y={y} overflow="visible">
      <rect x={-DOT / 2} width={DOT} height={DOT} className={look} />
    </svg>
  );
}

/** The same in numbers. */
function Twin({ weeks, none, day }: ExpiryWeeks & { day: (text: string) => string }) {
  return (
    <table className="mt-1 w-full max-w-96 text-start [&_td]:py-0.5 [&_th]:py-0.5 [&_th]:text-start [&_th]:font-normal">
      <thead className="text-text-subtle">
        <tr>
          <th scope="col">{en.timeline.week}</th>
          <th scope="col">{en.timeline.personal}</th>
          <th scope="col">{en.timeline.service}</th>
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <TwinRow key={week.from} name={en.timeline.fromTo(day(week.from), day(week.to))} bucket={week} />
        ))}
        <TwinRow name={en.timeline.none} bucket={none} />
      </tbody>
    </table>
  );
}

function TwinRow({ name, bucket: { personal, service } }: { name: string; bucket: Bucket }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{personal.toLocaleString("en")}</td>
      <td>{service.toLocaleString("en")}</td>
    </tr>
  );
}
