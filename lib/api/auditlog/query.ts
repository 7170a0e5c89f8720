import { z } from "zod";
import { auditCountInput, auditQueryInput, LAST_INSTANT } from "@/lib/audit/input";
import { AUDIT_PAGE_MAX, AUDIT_PAGE_PRESET, BUCKETS_MAX, BUCKETS_PRESET } from "@/lib/audit/limits";
import { shownAs } from "../contract/shown-as";
import { policyBody } from "../policy-body";

/** A number as a query carries it; what it may be is the domain's to say. */
const number = (sentence: string) =>
  z
    .string(sentence)
    .regex(/^-?\d{1,15}$/, sentence)
    .transform(Number);
const instant = number("Use epoch milliseconds.");
const INSTANT = { type: "integer", minimum: 0, maximum: LAST_INSTANT };
const whole = (maximum: number, preset: number) => ({ type: "integer", minimum: 1, maximum, default: preset });
const list = auditQueryInput.shape;
const count = auditCountInput.shape;

/** What selects entries in the query; a parameter that is not known here is left alone. */
const filter = {
  before: shownAs(instant.optional().pipe(list.before), INSTANT),
  q: list.q,
  spec: list.spec,
};

export const listQuery = z.object({
  ...filter,
  after: shownAs(instant.optional().pipe(list.after), INSTANT),
  limit: shownAs(
    number("Use a whole number from 1 to 20.").optional().pipe(list.limit),
    whole(AUDIT_PAGE_MAX, AUDIT_PAGE_PRESET),
  ),
  /** Our own: where the page before ended, as its `next` link says. */
  cursor: list.cursor,
});

export const countQuery = z.object({
  ...filter,
  after: shownAs(instant.pipe(count.after), INSTANT),
  buckets: shownAs(
    number("Use a whole number from 1 to 500.").optional().pipe(count.buckets),
    whole(BUCKETS_MAX, BUCKETS_PRESET),
  ),
});

/** Statements that select entries; without a body nothing is left out. */
export const statementsBody = policyBody.optional();
