"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { ACTION_GROUPS, type ActionGroup } from "@/lib/policy/action";
import type { PermissionMatrix as Matrix, MatrixCell } from "@/lib/policy/matrix";
import type { HeldWords } from "./held-words";
import { Tile, tileInWords } from "./tile";

const TileActions = dynamic(() => import("./tile-actions").then((late) => late.TileActions), { ssr: false });

type Props = {
  /** A row for every kind. */
  rows: Matrix;
  /** The keys of those that are shown at first. */
  telling: readonly string[];
  words: HeldWords;
};
type Open = { key: string; group: ActionGroup; anchor: HTMLElement };

/** What is allowed, by kind of resource and group of actions; each square opens the list of its actions. */
export function MatrixTable({ rows, telling, words }: Props) {
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const shown = all ? rows : rows.filter(({ key }) => telling.includes(key));
  const row = rows.find(({ key }) => key === open?.key);
  return (
    <div className="relative flex flex-col gap-2 overflow-x-auto">
      <table className="w-full border-collapse text-xs">
        <caption className="sr-only">{en.can.caption}</caption>
        <thead>
          <tr className="text-text-subtle">
            <th scope="col" className="py-1 text-start font-normal">
              {en.can.resource}
            </th>
            {ACTION_GROUPS.map((group) => (
              <th key={group} scope="col" className="w-12 px-0.5 py-1 text-center font-normal">
                {en.can.groups[group]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, label, cells }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="py-0.5 pe-1 text-start font-normal">
                {label}
              </th>
              {ACTION_GROUPS.map((group) => (
                <td key={group} className="p-0 text-center">
                  <MatrixTile
                    cell={cells[group]}
                    name={en.can.tileTitle(en.can.groups[group], label)}
                    onOpen={(anchor) => setOpen({ key, group, anchor })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Button look="ghost" aria-expanded={all} onClick={() => setAll(!all)} className="-ms-2 self-start">
        {all ? en.can.fewerKinds : en.can.allKinds(rows.length)}
      </Button>
      {open && row && (
        <TileActions
          title={en.can.tileTitle(en.can.groups[open.group], row.label)}
          cell={row.cells[open.group]}
          words={words}
          anchor={open.anchor}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

type TileProps = { cell: MatrixCell; name: string; onOpen: (anchor: HTMLElement) => void };

function MatrixTile({ cell, name, onOpen }: TileProps) {
  const text = tileInWords(cell);
  if (cell.of === 0) return <span className="sr-only">{text}</span>;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={en.can.cell(name, text)}
      title={text}
      onClick={(event) => onOpen(event.currentTarget)}
      className="grid min-h-7 w-full place-items-center rounded-sm hover:bg-hover"
    >
      <Tile cell={cell} />
    </button>
  );
}
