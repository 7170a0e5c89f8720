"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { useListNavigation } from "./list-navigation";
import type { TableRow } from "./list-row";
import { between, EVERYTHING, NOTHING, pageState, type Selection, withTokens } from "./selection";

/** What is picked: it outlives pages and sorts, and ends with the filter that it was made under. */
export function useSelection(tokens: string, rows: readonly TableRow[]) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const page = useMemo(() => rows.filter(({ selectable }) => selectable).map(({ id }) => id), [rows]);
  const latest = useRef(page);
  const anchor = useRef<string | null>(null);
  useEffect(() => {
    latest.current = page;
  });
  const { say } = useListNavigation();
  const before = useRef({ tokens, any: false });
  useEffect(() => {
    const { tokens: was, any } = before.current;
    before.current = { tokens, any: selection !== NOTHING };
    if (was === tokens || !any) return;
    setSelection(NOTHING);
    say(en.list.selectionCleared);
  }, [tokens, selection, say]);
  const select = useCallback((id: string, on: boolean, extend: boolean) => {
    const ids = extend ? between(latest.current, anchor.current, id) : [id];
    anchor.current = id;
    setSelection((before) => withTokens(before, ids, on));
  }, []);
  return {
    selection,
    select,
    state: pageState(selection, page),
    page,
    selectPage: (on: boolean) => setSelection((before) => withTokens(before, page, on)),
    selectAll: () => setSelection(EVERYTHING),
    clear: useCallback(() => setSelection(NOTHING), []),
  };
}
