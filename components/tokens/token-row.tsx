"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { type MouseEvent, memo } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { RowAct } from "./attention-reason";
import type { Column } from "./hidden-columns";
import type { TableRow } from "./list-row";
import { PADDING, WIDTHS } from "./token-columns";

type Props = {
  row: TableRow;
  columns: readonly Column[];
  /** Whether any row can be selected: then each leaves room for a box. */
  boxes: boolean;
  selected: boolean;
  /** Its menu is open. */
  open: boolean;
  onSelect: (id: string, on: boolean, extend: boolean) => void;
  onMenu: (row: TableRow, anchor: HTMLElement) => void;
  onAct: (row: TableRow, act: RowAct) => void;
};

/** The menu and what it opens: fetched when a pointer or the focus comes near. */
export const loadLayers = () => import("./list-layers");
const warm = () => void loadLayers();

const CELL = cn("py-1 text-start align-middle font-normal", PADDING);

/** One token of the list. Drawn again only when something of its own changes. */
export const TokenRow = memo(function TokenRow(props: Props) {
  const { row, columns, boxes, selected, open, onSelect, onMenu } = props;
  return (
    <tr
      data-selected={selected || undefined}
      className="h-(--row-height) border-b border-line last:border-0 hover:bg-hover data-selected:bg-selected"
    >
      {boxes && (
        <td className={cn(BOX, "select-none")}>
          {row.selectable && (
            <input
              type="checkbox"
              aria-label={en.list.select(row.name)}
              checked={selected}
              onChange={(event) => onSelect(row.id, event.target.checked, withShift(event.nativeEvent))}
              className={CHECKBOX}
            />
          )}
        </td>
      )}
      {columns.map((id) =>
        id === "name" ? (
          <th key={id} scope="row" className={cn(CELL, WIDTHS[id])}>
            {row.cells.name}
            {row.reason && <ReasonLine {...props} />}
          </th>
        ) : (
          <td key={id} className={cn(CELL, WIDTHS[id])}>
            {row.cells[id]}
          </td>
        ),
      )}
      <td className="pe-1.5 text-end">
        <button
          type="button"
          aria-haspopup="menu"
          aria-expanded={open}
          aria-label={en.list.actionsFor(row.name)}
          onClick={(event: MouseEvent<HTMLElement>) => onMenu(row, event.currentTarget)}
          onPointerEnter={warm}
          onFocus={warm}
          className="inline-grid size-7 place-items-center rounded-md text-text-muted hover:bg-neutral-bg pointer-coarse:size-11"
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      </td>
    </tr>
  );
});

/** The box is small and its target is not (ux 2.3). */
export const BOX = "w-9 ps-2.5 max-[480px]:hidden";
export const CHECKBOX =
  "relative block size-4 accent-accent-solid after:absolute after:-inset-1.5 after:content-[''] in-data-[density=compact]:after:-inset-1";

const withShift = (event: Event) => "shiftKey" in event && event.shiftKey === true;

/** Why a token needs attention, and what mends it. */
function ReasonLine({ row, onAct }: Props) {
  if (!row.reason) return null;
  const { text, fix } = row.reason;
  const look = "shrink-0 rounded-sm font-semibold text-accent hover:underline";
  const name = en.list.fixFor(fix.label, row.name);
  return (
    <span className="flex items-baseline gap-x-2 text-2xs text-warning-text max-xl:flex-wrap">
      <span className="xl:truncate" title={text}>
        {text}
      </span>
      {"href" in fix ? (
        <Link href={fix.href} prefetch={false} aria-label={name} className={look}>
          {fix.label}
        </Link>
      ) : (
        <button type="button" aria-label={name} onClick={() => onAct(row, fix.act)} className={look}>
          {fix.label}
        </button>
      )}
    </span>
  );
}
