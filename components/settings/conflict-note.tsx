"use client";

import { useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Change } from "./changes";

type Props = {
  by: string | null;
  at: number | null;
  changes: readonly (Change & { both: boolean })[];
  now: number;
  zone: string;
};

/** Somebody was faster: what they changed, and what became of what was changed here. */
export function ConflictNote({ by, at, changes, now, zone }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const words = en.settings.conflict;
  return (
    <div ref={box} tabIndex={-1} className="rounded-md">
      <Callout tone="warning" role="alert">
        <p className="font-semibold">
          <bdi>{words.title(by)}</bdi>
          {at !== null && (
            <>
              {" · "}
              <RelativeTime at={at} serverNow={now} zone={zone} />
            </>
          )}
        </p>
        <p>{words.body}</p>
        <ul className="pt-1.5">
          {changes.map(({ label, before, after, both }) => (
            <li key={label}>
              {label}: <del>{before}</del> → <ins className="no-underline">{after}</ins>
              {both && <> ({words.both})</>}
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  );
}
