"use client";

import { Activity } from "lucide-react";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { otherUse } from "@/components/tokens/other-use";
import { RelativeTime } from "@/components/ui/relative-time";
import { roleName } from "@/lib/core/refusal-sentence";
import type { AffectedToken } from "@/lib/members/view";
import { losingFirst, usedToday } from "./effect-order";
import { KindIcon } from "./kind-icon";

type Props = { title: string; help?: string | undefined; tokens: readonly AffectedToken[]; now: number; zone: string };

const AT_FIRST = 12;

/** Tokens that a change touches: those that lose something first, recently used ones before others. */
export function AffectedList({ title, help, tokens, now, zone }: Props) {
  const [all, setAll] = useState(false);
  if (tokens.length === 0) return null;
  const ordered = losingFirst(tokens);
  const shown = all ? ordered : ordered.slice(0, AT_FIRST);
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-semibold">{title}</h3>
      {help && <p className="text-xs text-text-subtle">{help}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, also by keyboard */}
      <ul className="max-h-56 overflow-y-auto rounded-md border border-line" tabIndex={0} aria-label={title}>
        {shown.map((token) => (
          <li
            key={token.id}
            className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line px-3 py-1.5 last:border-0"
          >
            <span className="flex min-w-0 items-center gap-2">
              <KindIcon kind={token.kind} />
              <span className="truncate" dir="auto">
                {token.name || token.id}
              </span>
            </span>
            <Effect token={token} now={now} zone={zone} />
          </li>
        ))}
        {shown.length < ordered.length && (
          <li className="px-3 py-1.5">
            <button type="button" onClick={() => setAll(true)} className="text-accent hover:underline">
              {en.roleEdit.review.more(ordered.length - shown.length)}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

function Effect({ token, now, zone }: { token: AffectedToken; now: number; zone: string }) {
  const { role, willActAs, lastUsedAt } = token;
  const today = usedToday(token, now);
  const other = otherUse(token);
  const last = other !== null && other.at > (lastUsedAt ?? 0) ? other : null;
  const at = last?.at ?? lastUsedAt;
  return (
    <span className="flex shrink-0 flex-wrap items-center gap-x-2 text-xs text-text-subtle">
      {willActAs !== null && willActAs !== "no_access" && role.source === "base" && (
        <span>{en.roleEdit.review.actsAs(roleName(role.baseRole), roleName(willActAs))}</span>
      )}
      <Counts {...token} />
      <span className="inline-flex items-center gap-1">
        {today && (
          <span className="inline-flex text-warning-icon" title={en.roleEdit.review.recent}>
            <Activity aria-hidden className="size-3.5" />
            <span className="sr-only">{en.roleEdit.review.recent}: </span>
          </span>
        )}
        {last && `${last.what} `}
        <span className={last ? "lowercase" : undefined}>
          {at === null ? en.tokens.never : <RelativeTime at={at} serverNow={now} zone={zone} />}
        </span>
      </span>
    </span>
  );
}

/** "−2 +1", said in words to those who do not see the signs. */
export function Counts({ gained, lost }: { gained: number; lost: number }) {
  return (
    <span className="tnum inline-flex gap-1.5 font-semibold">
      {lost > 0 && (
        <span className="text-danger-text" title={en.roleEdit.review.loses(lost)}>
          <span aria-hidden="true">−{lost}</span>
          <span className="sr-only">{en.roleEdit.review.loses(lost)}</span>
        </span>
      )}
      {gained > 0 && (
        <span className="text-success-text" title={en.roleEdit.review.gains(gained)}>
          <span aria-hidden="true">+{gained}</span>
          <span className="sr-only">{en.roleEdit.review.gains(gained)}</span>
        </span>
      )}
    </span>
  );
}
