"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";

type Props = {
  label: string;
  /** What stands at each place, row by row. */
  texts: readonly string[];
  columns: number;
  /** The place that is read first. */
  start: number;
  /** The picture, drawn on the server. */
  children: ReactNode;
};

/** Lets a drawn picture be read place by place, by pointing at it or by arrow keys: a slider over it, and a line of text under it. */
export function ChartReader({ label, texts, columns, start, children }: Props) {
  const [at, setAt] = useState<number | null>(null);
  const rows = Math.ceil(texts.length / columns);
  const place = at ?? start;
  const move = (event: KeyboardEvent) => {
    const to = stepped(event.key, place, columns, texts.length);
    if (to === null) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(texts.length - 1, to)));
  };
  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const to = clamp(row, rows) * columns + clamp(column, columns);
    if (to < texts.length) setAt(to);
  };
  return (
    <>
      <div className="relative">
        {children}
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={texts.length - 1}
          aria-valuenow={place}
          aria-valuetext={texts[place]}
          onKeyDown={move}
          onFocus={() => setAt(place)}
          onPointerMove={point}
          onPointerLeave={() => setAt(null)}
          onBlur={() => setAt(null)}
          className="absolute inset-0 rounded-sm"
        >
          {at !== null && (
            <span
              aria-hidden
              className="pointer-events-none absolute rounded-sm border border-text bg-text/10"
              style={{
                insetInlineStart: `${((at % columns) / columns) * 100}%`,
                top: `${(Math.floor(at / columns) / rows) * 100}%`,
                width: `${100 / columns}%`,
                height: `${100 / rows}%`,
              }}
            />
          )}
        </div>
      </div>
      <p aria-hidden className="tnum min-h-4 pt-1 text-xs text-text-muted">
        {at === null ? "" : texts[at]}
      </p>
    </>
  );
}

function stepped(key: string, at: number, columns: number, count: number): number | null {
  if (key === "ArrowRight") return at + 1;
  if (key === "ArrowLeft") return at - 1;
  if (key === "ArrowDown") return columns < count ? at + columns : at - 1;
  if (key === "ArrowUp") return columns < count ? at - columns : at + 1;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
