import { z } from "zod";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import {
  ACCOUNT_NAME_MAX,
  IDLE_MAX,
  IDLE_MIN,
  LIFETIMES,
  LONGEST_MAX,
  OVERLAP_MAX_HOURS,
  PAUSE_MAX,
  PAUSE_MIN,
  SESSION_MAX,
  SESSION_MIN,
  STALE_MAX,
} from "./limits";

const whole = (min: number, max: number, unit: string) =>
  z
    .number(`Enter a number of ${unit}.`)
    .int(`Use whole ${unit}.`)
    .min(min, `Use at least ${min} ${unit}.`)
    .max(max, `Use at most ${max} ${unit}.`);

const makers = z.enum(["everybody", "admins"]);
const lifetime = z.literal(LIFETIMES);

const tokenRules = z.strictObject({
  personalMakers: makers,
  serviceMakers: makers,
  longestDays: whole(1, LONGEST_MAX, "days").nullable(),
  neverAllowed: z.boolean(),
  personalDays: lifetime,
  serviceDays: lifetime,
  staleDays: whole(1, STALE_MAX, "days"),
  pauseAfterDays: whole(PAUSE_MIN, PAUSE_MAX, "days").nullable(),
  overlapHours: whole(0, OVERLAP_MAX_HOURS, "hours"),
});

/** All rules as they are to be, and as they were when their editor read them. */
export const saveTokenRulesInput = z.strictObject({ seen: tokenRules, asked: tokenRules });
export type SaveTokenRulesInput = z.output<typeof saveTokenRulesInput>;

/** What the rules would meet, before they are saved. */
export const previewTokenRulesInput = tokenRules.pick({ longestDays: true, staleDays: true, pauseAfterDays: true });

export const accountName = z
  .string()
  .trim()
  .normalize("NFC")
  .min(1, "Enter a name for the account.")
  .max(ACCOUNT_NAME_MAX, `Keep it under ${ACCOUNT_NAME_MAX} characters.`)
  .refine(isPlainText, "Leave out control characters.")
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a name.");

export const renameAccountInput = z.strictObject({
  seen: z.strictObject({ name: z.string().max(ACCOUNT_NAME_MAX) }),
  asked: z.strictObject({ name: accountName }),
});
export type RenameAccountInput = z.output<typeof renameAccountInput>;

const signInRules = z.strictObject({
  idleMinutes: whole(IDLE_MIN, IDLE_MAX, "minutes"),
  hours: whole(SESSION_MIN, SESSION_MAX, "hours"),
});

/** How long sessions last from now on, those that are open included. */
export const saveSignInRulesInput = z.strictObject({ seen: signInRules, asked: signInRules });
export type SaveSignInRulesInput = z.output<typeof saveSignInRulesInput>;

/** What new lengths of sessions would meet, before they are saved. */
export const previewSignInRulesInput = signInRules;

const factorRule = z.strictObject({ required: z.boolean() });

/** Whether a second factor is required from now on. */
export const saveFactorRuleInput = z.strictObject({ seen: factorRule, asked: factorRule });
export type SaveFactorRuleInput = z.output<typeof saveFactorRuleInput>;
