"use client";

import { useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import type { Counted } from "@/lib/tokens/list-view";
import { countLabel } from "./count-label";
import { CHECKBOX } from "./token-row";

type State = "none" | "some" | "all";

/** Picks this page, or puts it back. */
export function SelectPageBox({ state, onChange }: { state: State; onChange: (on: boolean) => void }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = state === "some";
  }, [state]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={en.list.selectPage}
      checked={state === "all"}
      onChange={() => onChange(state !== "all")}
      className={CHECKBOX}
    />
  );
}

type Props = { span: number; page: number; count: Counted; all: boolean; onAll: () => void };

/** Once the page is picked: that it is, and the way to pick all that match where there are more. */
export function SelectAllRow({ span, page, count, all, onAll }: Props) {
  if (!all && !count.capped && count.n <= page) return null;
  return (
    <tr className="border-b border-line bg-selected">
      <td colSpan={span} className="h-8 px-3 text-center text-xs">
        {all ? (
          en.list.selectedAll(countLabel(count))
        ) : (
          <>
            {en.list.selectedPage(page)}{" "}
            <button
              type="button"
              onClick={onAll}
              className="min-h-6 rounded-sm font-semibold text-accent hover:underline"
            >
              {en.list.selectAll(countLabel(count))}
            </button>
          </>
        )}
      </td>
    </tr>
  );
}
