"use client";

import Link from "next/link";
import { type ReactNode, useId } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { INPUT } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { daysInWords, hoursInWords } from "@/lib/core/span";
import { LIFETIMES, LONGEST_CHOICES, OVERLAP_CHOICES, PAUSE_CHOICES, STALE_MAX } from "@/lib/settings/limits";
import type { TokenRules } from "@/lib/settings/view";
import type { RuleEffects } from "@/lib/tokens/view";
import { Choice } from "./choice";
import { SettingRow } from "./setting-row";
import { ShareBar } from "./share-bar";

const words = en.settings.rules;
const DAY_MS = 86_400_000;

type Props = {
  rules: TokenRules;
  /** What they would meet; null while that is not known. */
  effects: RuleEffects | null;
  errors: Readonly<Record<string, readonly string[]>>;
  now: number;
  set: (change: Partial<TokenRules>) => void;
};

/** The rules about lifetimes, going unused, and rotating. */
export function RuleRows({ rules, effects, errors, now, set }: Props) {
  const id = useId();
  const at = (name: string) => `${id}-${name}`;
  const wrong = errors["asked/staleDays"];
  const { longestDays, pauseAfterDays, overlapHours } = rules;
  const kept = longestDays === null && rules.neverAllowed;
  return (
    <div className="rounded-lg border border-line bg-surface px-4">
      <SettingRow
        label={words.longest}
        htmlFor={at("longest")}
        help={words.longestHelp}
        effect={
          longestDays !== null && (
            <Effect
              effects={effects}
              count={(all) => all.beyondLongest}
              text={words.beyond}
              href={`/tokens?exp=${dayOf(now + longestDays * DAY_MS)}..9999-12-31`}
            />
          )
        }
      >
        <Choice
          id={at("longest")}
          value={longestDays}
          options={[{ value: null, label: words.noLimit }, ...daysAmong(LONGEST_CHOICES, longestDays)]}
          onChange={(value) => set({ longestDays: value })}
        />
      </SettingRow>
      <SettingRow
        label={words.preselected}
        help={words.preselectedHelp}
        effect={
          longestDays !== null &&
          Math.max(rules.personalDays, rules.serviceDays) > longestDays && <p>{words.preselectedHeld}</p>
        }
      >
        {(["personal", "service"] as const).map((kind) => (
          <span key={kind} className="grid max-w-65 grid-cols-[72px_1fr] items-center gap-2">
            <label htmlFor={at(kind)} className="text-text-muted">
              {words[kind]}
            </label>
            <Choice
              id={at(kind)}
              value={rules[`${kind}Days`]}
              options={daysAmong(LIFETIMES, rules[`${kind}Days`])}
              onChange={(value) => set({ [`${kind}Days`]: value })}
            />
          </span>
        ))}
      </SettingRow>
      <SettingRow
        label={words.never}
        htmlFor={at("never")}
        effect={
          <Effect
            effects={effects}
            count={(all) => all.withoutEnd}
            text={(count) => words.withoutEnd(count, kept)}
            href="/tokens?exp=none"
          />
        }
      >
        <Switch
          id={at("never")}
          checked={kept}
          blockedBy={longestDays === null ? undefined : at("never-why")}
          onChange={(neverAllowed) => set({ neverAllowed })}
          on={words.on}
          off={words.off}
        />
        {longestDays !== null && (
          <p id={at("never-why")} className="text-xs text-text-subtle">
            {words.neverOff}
          </p>
        )}
      </SettingRow>
      <SettingRow
        label={words.stale}
        htmlFor={at("stale")}
        effect={
          <Effect
            effects={effects}
            count={(all) => all.stale}
            text={words.staleCount}
            href={unusedHref(rules.staleDays)}
          />
        }
      >
        <span className="flex items-center gap-2">
          <input
            id={at("stale")}
            type="number"
            inputMode="numeric"
            min={1}
            max={STALE_MAX}
            value={Number.isNaN(rules.staleDays) ? "" : rules.staleDays}
            aria-invalid={wrong ? true : undefined}
            aria-describedby={wrong ? at("stale-wrong") : at("stale-unit")}
            onChange={(event) => set({ staleDays: event.target.valueAsNumber })}
            className={cn(INPUT, "tnum max-w-24")}
          />
          <span id={at("stale-unit")} className="text-text-muted">
            {words.days}
          </span>
        </span>
        {wrong && (
          <p id={at("stale-wrong")} className="text-xs text-danger-text">
            {wrong.join(" ")}
          </p>
        )}
      </SettingRow>
      <SettingRow
        label={words.pause}
        htmlFor={at("pause")}
        help={words.pauseHelp}
        effect={
          pauseAfterDays !== null && (
            <Effect
              effects={effects}
              count={(all) => all.wouldPause}
              text={words.wouldPause}
              href={unusedHref(pauseAfterDays)}
            />
          )
        }
      >
        <Choice
          id={at("pause")}
          value={pauseAfterDays}
          options={[{ value: null, label: words.pauseNever }, ...daysAmong(PAUSE_CHOICES, pauseAfterDays)]}
          onChange={(value) => set({ pauseAfterDays: value })}
        />
      </SettingRow>
      <SettingRow label={words.overlap} htmlFor={at("overlap")} help={words.overlapHelp}>
        <Choice
          id={at("overlap")}
          value={overlapHours}
          options={among(OVERLAP_CHOICES, overlapHours).map((value) => ({
            value,
            label: value === 0 ? words.overlapNone : hoursInWords(value),
          }))}
          onChange={(value) => set({ overlapHours: value })}
        />
      </SettingRow>
    </div>
  );
}

type EffectProps = {
  effects: RuleEffects | null;
  count: (effects: RuleEffects) => number;
  text: (count: number) => string;
  href: string;
};

function Effect({ effects, count, text, href }: EffectProps): ReactNode {
  if (!effects) return <p role="status">{words.uncounted}</p>;
  const many = count(effects);
  return (
    <>
      <p role="status">
        {text(many)}{" "}
        {many > 0 && (
          <Link href={href} className="whitespace-nowrap text-accent underline" prefetch={false}>
            {en.settings.showThem}
          </Link>
        )}
      </p>
      {many > 0 && <ShareBar count={many} all={effects.living} />}
    </>
  );
}

/** The list of tokens that went unused, those that did for longest first. */
const unusedHref = (days: number) => `/tokens?used=${days >= 90 ? "gt90d" : "gt30d"}&sort=lastUsed`;

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The offered values and the present one, which another way of saving may have set to something else. */
function among(offered: readonly number[], present: number | null): number[] {
  return present === null || offered.includes(present) ? [...offered] : [...offered, present].sort((a, b) => a - b);
}

function daysAmong(offered: readonly number[], present: number | null) {
  return among(offered, present).map((value) => ({ value, label: daysInWords(value) }));
}
