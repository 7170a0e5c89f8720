import * as en from "@/components/messages/en";
import { daysInWords, hoursInWords, minutesInWords } from "@/lib/core/span";
import type { SignInRules, TokenRules } from "@/lib/settings/view";

/** One setting that differs, in words. */
export type Change = { label: string; before: string; after: string };

const words = en.settings.rules;

/** A token rule's value as the page writes it. */
export function ruleInWords(field: keyof TokenRules, rules: TokenRules): string {
  switch (field) {
    case "personalMakers":
    case "serviceMakers":
      return words[rules[field]];
    case "longestDays":
      return rules.longestDays === null ? words.noLimit : daysInWords(rules.longestDays);
    case "neverAllowed":
      return rules.neverAllowed ? words.allowed : words.notAllowed;
    case "pauseAfterDays":
      return rules.pauseAfterDays === null ? words.pauseNever : daysInWords(rules.pauseAfterDays);
    case "overlapHours":
      return rules.overlapHours === 0 ? words.overlapNone : hoursInWords(rules.overlapHours);
    case "personalDays":
    case "serviceDays":
    case "staleDays":
      return daysInWords(rules[field]);
  }
}

/** What differs between two states of the token rules. */
export function ruleChanges(before: TokenRules, after: TokenRules, fields: readonly (keyof TokenRules)[]): Change[] {
  return fields.map((field) => ({
    label: words.fields[field],
    before: ruleInWords(field, before),
    after: ruleInWords(field, after),
  }));
}

/** The same of the lengths of sessions. */
export function sessionChanges(
  before: SignInRules,
  after: SignInRules,
  fields: readonly (keyof SignInRules)[],
): Change[] {
  const inWords = (field: keyof SignInRules, rules: SignInRules) =>
    field === "hours" ? hoursInWords(rules.hours) : minutesInWords(rules.idleMinutes);
  return fields.map((field) => ({
    label: en.settings.session.fields[field],
    before: inWords(field, before),
    after: inWords(field, after),
  }));
}
