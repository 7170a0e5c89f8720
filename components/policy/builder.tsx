"use client";

import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import type { Grants } from "@/lib/policy/statement";
import { EMPTY_STATEMENT, type Row } from "./draft";
import { StatementRow } from "./statement-row";

type Props = {
  label: string;
  /** The list of findings, and which statements are wrong. */
  findingsId: string;
  wrong: ReadonlySet<number>;
  rows: readonly Row[];
  nextId: () => number;
  yours?: Grants | undefined;
  onChange: (rows: readonly Row[]) => void;
  onEditAsJson: (index: number) => void;
};

/** Statements as rows that are chosen together rather than written. */
export function Builder({ label, findingsId, wrong, rows, nextId, yours, onChange, onEditAsJson }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // What is to have the focus once the rows are drawn anew.
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current) box.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });
  const put = (next: readonly Row[], focus: string) => {
    wanted.current = focus;
    onChange(next);
  };
  const insert = (at: number, row: Row) => put(rows.toSpliced(at, 0, row), `#${rowId(findingsId, row)} [data-effect]`);
  const remove = (index: number) => {
    const before = rows[index - 1] ?? rows[index + 1];
    put(rows.toSpliced(index, 1), before ? `#${rowId(findingsId, before)} [data-tool=remove]` : "[data-add]");
  };
  const move = (index: number, by: -1 | 1) => {
    const row = rows[index];
    if (row) onChange(rows.toSpliced(index, 1).toSpliced(index + by, 0, row));
  };
  return (
    <div ref={box}>
      {rows.length === 0 && <p className="p-3 text-text-subtle">{en.policy.none}</p>}
      <ol aria-label={label}>
        {rows.map((row, index) => (
          <StatementRow
            key={row.id}
            id={rowId(findingsId, row)}
            index={index}
            last={index === rows.length - 1}
            statement={row.statement}
            wrong={wrong.has(index)}
            describedBy={findingsId}
            yours={yours}
            acts={{
              change: (statement) => onChange(rows.with(index, { ...row, statement })),
              remove: () => remove(index),
              duplicate: () => insert(index + 1, { id: nextId(), statement: row.statement }),
              move: (by) => move(index, by),
              editAsJson: () => onEditAsJson(index),
            }}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3 border-t border-line p-3">
        <Button
          data-add
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => insert(rows.length, { id: nextId(), statement: EMPTY_STATEMENT })}
        >
          {en.policy.add}
        </Button>
        <span className="text-xs text-text-subtle">{en.policy.order}</span>
      </div>
    </div>
  );
}

/** The element of a row, under an id that no other editor on the page has. */
export const rowId = (prefix: string, row: Row) => `${prefix.replaceAll(/[^\w-]/g, "")}-row-${row.id}`;
