import { daysInWords, hoursInWords } from "@/lib/core/span";
import { mayNeverExpire, type TokenRules } from "./view";

/** The token rules in force, one after the other, as an operator reads them. */
export function rulesInWords(rules: TokenRules): string {
  const { longestDays, staleDays, pauseAfterDays, overlapHours, personalMakers, serviceMakers } = rules;
  const makers = (kind: string, who: TokenRules["personalMakers"]) =>
    `${kind} tokens made by ${who === "admins" ? "Admins and Owners only" : "everybody whose role allows it"}`;
  return [
    makers("personal", personalMakers),
    makers("service", serviceMakers),
    longestDays === null ? "no longest lifetime" : `lifetimes up to ${daysInWords(longestDays)}`,
    mayNeverExpire(rules) ? "tokens without expiry allowed" : "none without expiry",
    `stale after ${daysInWords(staleDays)}`,
    pauseAfterDays === null ? "unused ones left alone" : `paused after ${daysInWords(pauseAfterDays)} unused`,
    overlapHours === 0 ? "old secrets end at once" : `old secrets kept up to ${hoursInWords(overlapHours)}`,
  ].join("; ");
}
