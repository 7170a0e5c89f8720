import { Bot, Hourglass, KeyRound, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { Initials } from "@/components/ui/initials";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Column } from "./hidden-columns";
import type { ListRow, ShownTime, TableRow } from "./list-row";
import { Sparkline } from "./sparkline";
import { Status, StatusIcon } from "./status";

type Drawn = { row: ListRow; now: number };

/** A row for the browser, with what stands in the columns that are shown. */
export function tableRow(row: ListRow, shown: readonly Column[], now: number): TableRow {
  const { id, name, token, selectable, reason } = row;
  const typed = shown.includes("type");
  const cells: Partial<Record<Column, ReactNode>> = {};
  for (const column of shown) {
    cells[column] = column === "name" ? <NameCell row={row} typed={typed} /> : CELLS[column]({ row, now });
  }
  return { id, name, token, selectable, reason, cells };
}

/** What stands in each column beside the name. */
const CELLS: Record<Exclude<Column, "name">, (drawn: Drawn) => ReactNode> = {
  type: ({ row: { token } }) => <Kind kind={token.kind} />,
  owner: ({ row }) => <Owner {...row} />,
  role: ({ row: { role } }) => (
    <>
      <span className="block truncate" title={role.title} dir="auto">
        {role.text}
      </span>
      {role.actsAs && (
        <span className="block truncate text-2xs text-info-text" title={role.actsAs}>
          {role.actsAs}
        </span>
      )}
    </>
  ),
  lastUsed: (drawn) => <LastUsed {...drawn} />,
  created: ({ row: { created }, now }) => <Time time={created} now={now} />,
  expires: ({ row: { expires }, now }) => (expires ? <Time time={expires} now={now} /> : <None />),
  status: ({ row: { token } }) => <Status status={token.status} />,
};

/** What identifies a token: its name and what its secret looks like; where there is no column for them also its status and type. */
function NameCell({ row: { token, name, masked, unconfirmed }, typed }: { row: ListRow; typed: boolean }) {
  return (
    <>
      <span className="flex items-center gap-1.5">
        <span className="shrink-0 sm:hidden">
          <StatusIcon status={token.status} />
        </span>
        <Link
          href={`/tokens/${token.id}`}
          prefetch={false}
          className="truncate rounded-sm text-text hover:underline"
          dir="auto"
          title={name}
        >
          {name}
        </Link>
        {unconfirmed && (
          <span title={en.tokens.unconfirmed} className="shrink-0 text-warning-icon">
            <TriangleAlert aria-hidden className="size-3.5" />
            <span className="sr-only">{en.tokens.unconfirmed}</span>
          </span>
        )}
      </span>
      <span className="flex items-center gap-1 truncate text-2xs text-text-subtle in-data-[density=compact]:hidden">
        <span className={typed ? "md:hidden lg:inline xl:hidden" : undefined}>{en.kinds[token.kind]} ·</span>
        <span className="truncate font-mono" title={masked}>
          {masked}
        </span>
      </span>
    </>
  );
}

function Kind({ kind }: { kind: "personal" | "service" }) {
  const Icon = kind === "personal" ? KeyRound : Bot;
  return (
    <span className="flex items-center gap-1.5 text-text-muted" title={en.kinds[kind]}>
      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="truncate">{en.kinds[kind]}</span>
    </span>
  );
}

/** Whose it is. A service token belongs to nobody: on hover it says who made it, and by itself where somebody else looks after it. */
function Owner({ owner: { name, email, removed, about }, token: { caretaker } }: ListRow) {
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={about ?? email}>
      <Initials name={name} />
      <span className="min-w-0">
        <span className="block truncate" dir="auto">
          {about && !caretaker && <span className="sr-only">{en.tokens.madeBy("")}</span>}
          {removed ? <s>{name}</s> : name}
        </span>
        {about && caretaker && <span className="block truncate text-2xs text-text-subtle">{about}</span>}
        {removed && <span className="block text-2xs text-text-subtle">{en.tokens.removed}</span>}
      </span>
    </span>
  );
}

/** When the token last made a REST call; other kinds of use stand in a second line and never change the first. */
function LastUsed({ row, now }: Drawn) {
  const { otherUse } = row;
  return (
    <span className="block [&_time]:whitespace-normal">
      <span className="flex items-center gap-2">
        <span className="max-xl:hidden">
          <Sparkline spark={row.spark} />
        </span>
        <span className="min-w-0">
          <FirstLine row={row} now={now} />
        </span>
      </span>
      {otherUse && <OtherLine use={otherUse} now={now} />}
    </span>
  );
}

/** In a word, so that its time has room; whoever hears or points at it is told in full. */
function OtherLine({ use, now }: { use: NonNullable<ListRow["otherUse"]>; now: number }) {
  const { what, short, exact, ticks } = use;
  return (
    <span className="block text-2xs text-text-subtle" title={`${what}\n${exact}`}>
      <span aria-hidden="true">{short}</span>
      <span className="sr-only">{what}</span>{" "}
      <span className={ticks ? "lowercase" : undefined}>
        <Time time={use} now={now} />
      </span>
    </span>
  );
}

function FirstLine({ row: { lastUsed, stale, forgotten }, now }: Drawn) {
  if (lastUsed)
    return stale ? (
      <span className="flex items-center gap-1 font-semibold text-warning-text">
        <Hourglass aria-label={en.tokens.staleAlt} className="size-3.5 shrink-0" />
        <Time time={lastUsed} now={now} />
      </span>
    ) : (
      <Time time={lastUsed} now={now} />
    );
  if (forgotten === null) return <span className="text-text-subtle">{en.tokens.never}</span>;
  return (
    <span className="text-warning-text">
      <span className="flex items-center gap-1">
        <Hourglass aria-label={en.tokens.staleAlt} className="size-3.5 shrink-0" />
        {en.tokens.never}
      </span>
      <span className="block text-2xs">{forgotten}</span>
    </span>
  );
}

function Time({ time: { at, text, exact, ticks }, now }: { time: ShownTime; now: number }) {
  if (ticks) return <RelativeTime at={at} serverNow={now} title={exact} />;
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      {text}
    </time>
  );
}

function None() {
  return (
    <span className="text-text-disabled">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{en.tokens.noExpiry}</span>
    </span>
  );
}
