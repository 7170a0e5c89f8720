"use client";

import { useId, useState } from "react";
import * as en from "@/components/messages/en";
import { ChipRadio } from "@/components/ui/chip-radio";
import { cn } from "@/components/ui/cn";
import { INPUT } from "@/components/ui/field";
import { formatInstant } from "@/components/ui/format-time";
import { daysInWords } from "@/lib/core/span";
import { LIFETIMES } from "@/lib/settings/limits";
import { mayNeverExpire } from "@/lib/settings/view";
import { EXPIRY_MIN_AHEAD } from "@/lib/tokens/limits";
import { useTokenRules } from "./rules-context";

const DAY_MS = 86_400_000;

/** When a token stops working: a span from the moment of its making, an instant, or never. */
export type Expiry = { kind: "days"; days: number } | { kind: "at"; at: number | null } | { kind: "never" };

/** The instant in epoch milliseconds, null for never; undefined while no date was entered. */
export function expiryInstant(expiry: Expiry, now: number): number | null | undefined {
  if (expiry.kind === "days") return now + expiry.days * DAY_MS;
  return expiry.kind === "never" ? null : (expiry.at ?? undefined);
}

type Props = {
  value: Expiry;
  now: number;
  zone: string;
  errors?: readonly string[] | undefined;
  onChange: (expiry: Expiry) => void;
};

export function ExpiryField({ value, now, zone, errors, onChange }: Props) {
  const [date, setDate] = useState("");
  const rules = useTokenRules();
  const id = useId();
  const instant = expiryInstant(value, now);
  const { longestDays } = rules;
  const endless = mayNeverExpire(rules);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-semibold">{en.create.expires}</legend>
      <div className="flex flex-wrap gap-1.5">
        {lifetimesWithin(longestDays).map((days) => (
          <ChipRadio
            name="lifetime"
            key={days}
            label={daysInWords(days)}
            chosen={value.kind === "days" && value.days === days}
            onChoose={() => onChange({ kind: "days", days })}
          />
        ))}
        <ChipRadio
          name="lifetime"
          label={en.create.customDate}
          chosen={value.kind === "at"}
          onChoose={() => onChange({ kind: "at", at: parse(date) })}
        />
        <ChipRadio
          name="lifetime"
          label={en.create.never}
          chosen={value.kind === "never"}
          blockedBy={endless ? undefined : `${id}-rule`}
          onChoose={() => onChange({ kind: "never" })}
        />
      </div>
      {value.kind === "at" && (
        <input
          type="datetime-local"
          aria-label={en.create.customDateLabel}
          value={date}
          min={localMinute(now + EXPIRY_MIN_AHEAD)}
          max={longestDays === null ? undefined : localMinute(now + longestDays * DAY_MS)}
          onChange={(event) => {
            setDate(event.target.value);
            onChange({ kind: "at", at: parse(event.target.value) });
          }}
          className={cn(INPUT, "max-w-60")}
        />
      )}
      {errors && <p className="text-xs text-danger-text">{errors.join(" ")}</p>}
      <p className="text-xs text-text-subtle">
        {value.kind === "never"
          ? en.create.neverHelp
          : typeof instant === "number"
            ? en.create.stops(formatInstant(instant, zone), zone)
            : ""}
      </p>
      {!endless && (
        <p id={`${id}-rule`} className="text-xs text-text-subtle">
          {longestDays === null ? en.create.neverRuled : en.create.max(daysInWords(longestDays))}
        </p>
      )}
    </fieldset>
  );
}

/** The lifetimes to choose from: none beyond the longest, and that one among them. */
function lifetimesWithin(longest: number | null): number[] {
  if (longest === null) return [...LIFETIMES];
  return [...LIFETIMES.filter((days) => days < longest), longest];
}

const parse = (text: string) => (text === "" ? null : new Date(text).getTime());

/** An instant as `datetime-local` wants it: the browser's own wall clock. */
function localMinute(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
