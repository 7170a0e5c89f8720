"use client";

import { useCallback, useEffect, useRef } from "react";
import { LIST_ID } from "./list-navigation";
import type { TableRow } from "./list-row";

/**
 * Where the focus goes when what it was on is gone with its row: to the name of the row that took its place, else to the
 * heading. Answers with what to call when an act on a row begins; null for an act on many.
 */
export function useKeptFocus(rows: readonly TableRow[]): (id: string | null) => void {
  const acted = useRef<{ id: string | null; at: number } | null>(null);
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
    const { current } = acted;
    if (!current || document.activeElement !== document.body || rows.some(({ id }) => id === current.id)) return;
    acted.current = null;
    const names = document.querySelectorAll<HTMLElement>(`#${LIST_ID} tbody th[scope=row] a`);
    const next = names[Math.min(current.at, names.length - 1)];
    (next ?? document.querySelector<HTMLElement>("main h1"))?.focus();
  }, [rows]);
  return useCallback((id) => {
    acted.current = {
      id,
      at: Math.max(
        0,
        latest.current.findIndex((row) => row.id === id),
      ),
    };
  }, []);
}
