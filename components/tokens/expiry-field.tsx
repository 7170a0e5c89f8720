"use client";

import { useState } from "react";
import * as en from "@/components/messages/en";
import { ChipRadio } from "@/components/ui/chip-radio";
import { cn } from "@/components/ui/cn";
import { INPUT } from "@/components/ui/field";
import { formatInstant } from "@/components/ui/format-time";
import { EXPIRY_MIN_AHEAD } from "@/lib/tokens/limits";

const DAY_MS = 86_400_000;
const LIFETIMES = [7, 30, 90, 365] as const;

/** When a token stops working: a span from the moment of its making, an instant, or never. */
export type Expiry =
  | { kind: "days"; days: (typeof LIFETIMES)[number] }
  | { kind: "at"; at: number | null }
  | { kind: "never" };

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
  const instant = expiryInstant(value, now);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-semibold">{en.create.expires}</legend>
      <div className="flex flex-wrap gap-1.5">
        {LIFETIMES.map((days) => (
          <ChipRadio
            name="lifetime"
            key={days}
            label={en.create.lifetimes[days]}
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
          onChoose={() => onChange({ kind: "never" })}
        />
      </div>
      {value.kind === "at" && (
        <input
          type="datetime-local"
          aria-label={en.create.customDateLabel}
          value={date}
          min={localMinute(now + EXPIRY_MIN_AHEAD)}
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
    </fieldset>
  );
}

const parse = (text: string) => (text === "" ? null : new Date(text).getTime());

/** An instant as `datetime-local` wants it: the browser's own wall clock. */
function localMinute(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
