"use client";

import { useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { Counted } from "@/lib/tokens/list-view";
import type { RowAct } from "./attention-reason";
import { type BulkAct, BulkBar } from "./bulk-bar";
import { countLabel } from "./count-label";
import { FailedRow } from "./failed-row";
import type { Column } from "./hidden-columns";
import type { ListFrame } from "./list-frame";
import { LIST_ID, ListLink, usePending } from "./list-navigation";
import type { TableRow } from "./list-row";
import type { ListActs } from "./row-acts";
import { SelectAllRow, SelectPageBox } from "./select-page";
import { countSelected, isSelected } from "./selection";
import { columns, features, PADDING, WIDTHS } from "./token-columns";
import { BOX, loadLayers, TokenRow } from "./token-row";
import { useKeptFocus } from "./use-kept-focus";
import { useSelection } from "./use-selection";

const RowLayer = dynamic(() => loadLayers().then((late) => late.RowLayer), { ssr: false });
const BulkDialog = dynamic(() => import("./bulk-dialog").then((late) => late.BulkDialog), { ssr: false });

type Props = {
  rows: readonly TableRow[];
  frame: ListFrame;
  count: Counted;
  /** Columns that the viewer does not want to see, and those that say nothing in this tab. */
  hidden: readonly Column[];
  /** The reference of the error for which there are no rows. */
  failed: string | null;
  /** What stands in place of the table where there is nothing to list. */
  empty: ReactNode;
  /** The zone of absolute times, named once in the header; null while they are relative. */
  timesIn: string | null;
  viewerId: string;
  now: number;
  zone: string;
  acts: ListActs;
};

type Open = { row: TableRow; anchor: HTMLElement | null; act: RowAct | null };

/** The list of tokens: one page of rows from the server, drawn as a plain table with one menu for all rows. */
export function TokenTable(props: Props) {
  const { rows, frame, count, hidden, failed, empty, timesIn, viewerId, now, zone, acts } = props;
  const pending = usePending();
  const picked = useSelection(frame.tokens, rows);
  const [open, setOpen] = useState<Open | null>(null);
  const [bulk, setBulk] = useState<BulkAct | null>(null);
  const visibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]);
  const table = useTable({
    features,
    columns,
    data: rows as TableRow[],
    getRowId: (row) => row.id,
    state: { columnVisibility: visibility },
  });
  const headers = table.getFlatHeaders();
  const shownKey = headers.map(({ column }) => column.id).join();
  const shown = useMemo(() => shownKey.split(",") as Column[], [shownKey]);
  const keep = useKeptFocus(rows);
  const onMenu = useCallback(
    (row: TableRow, anchor: HTMLElement) => {
      keep(row.id);
      setOpen({ row, anchor, act: null });
    },
    [keep],
  );
  const onAct = useCallback((row: TableRow, act: RowAct) => setOpen({ row, anchor: null, act }), []);
  const close = useCallback(() => setOpen(null), []);
  const closeBulk = useCallback(() => setBulk(null), []);
  const selected = countSelected(picked.selection, count.n);
  useEscape(selected > 0, picked.clear);
  const boxes = picked.page.length > 0;
  const span = shown.length + (boxes ? 2 : 1);
  return (
    <div id={LIST_ID} className="scroll-mt-20">
      {empty ?? (
        <div aria-busy={pending} className="relative overflow-clip rounded-lg border border-line bg-surface">
          {pending && <div className="list-progress" />}
          <table className="w-full table-fixed border-collapse text-start">
            <caption className="sr-only">{frame.caption}</caption>
            <thead>
              <tr className="text-xs text-text-subtle">
                {boxes && (
                  <td className={cn(HEAD, BOX)}>
                    <SelectPageBox state={picked.state} onChange={picked.selectPage} />
                  </td>
                )}
                {headers.map(({ id, column }) => (
                  <HeaderCell key={id} id={column.id as Column} frame={frame} timesIn={timesIn} />
                ))}
                <th scope="col" className={cn(HEAD, "w-11")}>
                  <span className="sr-only">{en.list.columns.actions}</span>
                </th>
              </tr>
            </thead>
            <tbody className={cn("transition-opacity duration-75", pending && "opacity-60 delay-150")}>
              {picked.state === "all" && (
                <SelectAllRow
                  span={span}
                  page={picked.page.length}
                  count={count}
                  all={picked.selection.all}
                  onAll={picked.selectAll}
                />
              )}
              {failed !== null && <FailedRow span={span} reference={failed} />}
              {table.getRowModel().rows.map(({ id, original }) => (
                <TokenRow
                  key={id}
                  row={original}
                  columns={shown}
                  boxes={boxes}
                  selected={original.selectable && isSelected(picked.selection, id)}
                  open={open?.row.id === id && open.act === null}
                  onSelect={picked.select}
                  onMenu={onMenu}
                  onAct={onAct}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p role="status" className="sr-only">
        {selected > 0 && en.list.selected(selectedLabel(selected, count, picked.selection.all))}
      </p>
      {selected > 0 && (
        <BulkBar
          selected={en.list.selected(selectedLabel(selected, count, picked.selection.all))}
          onAct={setBulk}
          onClear={picked.clear}
        />
      )}
      {open && (
        <RowLayer
          key={open.row.id}
          row={rows.find(({ id }) => id === open.row.id) ?? open.row}
          anchor={open.anchor}
          act={open.act}
          acts={acts}
          viewerId={viewerId}
          now={now}
          zone={zone}
          onAct={onAct}
          onClose={close}
        />
      )}
      {bulk && (
        <BulkDialog
          act={bulk}
          selection={picked.selection}
          set={frame.set}
          acts={acts}
          now={now}
          onDone={() => {
            keep(null);
            picked.clear();
          }}
          onClose={closeBulk}
        />
      )}
    </div>
  );
}

const HEAD =
  "h-8 bg-surface text-start font-normal in-data-[density=compact]:h-7 md:sticky md:top-0 md:z-10 shadow-[inset_0_-1px_0_var(--color-line)]";

function HeaderCell({ id, frame, timesIn }: { id: Column; frame: ListFrame; timesIn: string | null }) {
  const { sort, hrefs } = frame;
  const sorted = sort.by === id;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  const name = id === "lastUsed" && timesIn !== null ? en.list.lastUsedIn(timesIn) : en.list.columns[id];
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.descending ? "descending" : "ascending") : undefined}
      className={cn(HEAD, PADDING, WIDTHS[id])}
    >
      <ListLink
        href={hrefs[id]}
        title={id === "lastUsed" ? en.list.lastUsedHelp : name}
        className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm hover:text-text"
      >
        <span className="truncate">{name}</span>
        {sorted && <Arrow aria-hidden className="size-3.5 shrink-0" />}
      </ListLink>
    </th>
  );
}

/** "3", or "1,000+" where all are selected and nobody counted on. */
function selectedLabel(selected: number, count: Counted, all: boolean): string {
  return countLabel({ n: selected, capped: all && count.capped });
}

/** Esc ends the selection, once nothing lies over the list any more. */
function useEscape(on: boolean, clear: () => void): void {
  useEffect(() => {
    if (!on) return;
    const key = (event: KeyboardEvent) => {
      const over = document.querySelector("dialog[open], [popover]:popover-open");
      if (event.key === "Escape" && !event.defaultPrevented && !over) clear();
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [on, clear]);
}
