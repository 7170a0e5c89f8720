"use client";

import Link from "next/link";
import type { Ref } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { Entry } from "./entry";

type Props = {
  ref: Ref<HTMLDivElement>;
  entries: readonly Entry[];
  active: number;
  onPoint: (at: number) => void;
  onClose: () => void;
};

/** The id of a line, by which the search field points at it. */
export const rowId = (at: number) => `palette-${at}`;

/** The lines under the search field, in their groups. Places are real links: they can be opened beside, or copied. */
export function PaletteList({ ref, entries, active, onPoint, onClose }: Props) {
  const groups = [...new Set(entries.map(({ group }) => group))];
  return (
    <div
      ref={ref}
      id="palette-list"
      role="listbox"
      tabIndex={-1}
      aria-label={en.palette.results}
      className="max-h-[min(420px,60dvh)] overflow-y-auto p-2 focus:outline-none"
    >
      {groups.map((group) => (
        <fieldset key={group} aria-label={group}>
          <p aria-hidden className="px-2 pt-2 pb-1 text-xs text-text-subtle">
            {group}
          </p>
          {entries.map((entry, at) =>
            entry.group === group ? (
              <Row
                key={entry.id}
                id={rowId(at)}
                entry={entry}
                active={at === active}
                onPoint={() => onPoint(at)}
                onClose={onClose}
              />
            ) : null,
          )}
        </fieldset>
      ))}
    </div>
  );
}

type RowProps = { id: string; entry: Entry; active: boolean; onPoint: () => void; onClose: () => void };

function Row({ id, entry, active, onPoint, onClose }: RowProps) {
  const { label, note, Icon } = entry;
  const shared = {
    id,
    role: "option",
    tabIndex: -1,
    "aria-selected": active,
    onPointerMove: onPoint,
    className: cn(
      "flex h-9 w-full items-center gap-2.5 rounded-md px-2 text-start focus:outline-none pointer-coarse:h-11",
      active && "bg-selected",
    ),
  } as const;
  const inside = (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-text-muted" strokeWidth={1.75} />
      <span className="min-w-0 flex-1 truncate" dir="auto">
        {label}
      </span>
      {note && <span className="min-w-0 shrink-0 truncate text-xs text-text-subtle max-sm:max-w-32">{note}</span>}
    </>
  );
  if ("href" in entry)
    return (
      <Link {...shared} href={entry.href} prefetch={false} onClick={onClose}>
        {inside}
      </Link>
    );
  return (
    <button
      {...shared}
      type="button"
      onClick={() => {
        onClose();
        entry.run();
      }}
    >
      {inside}
    </button>
  );
}
