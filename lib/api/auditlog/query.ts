import { z } from "zod";
import { auditCountInput, auditQueryInput } from "@/lib/audit/input";
import { policyInput } from "@/lib/roles/input";

/** A number as a query carries it; what it may be is the domain's to say. */
const number = (sentence: string) =>
  z
    .string(sentence)
    .regex(/^-?\d{1,15}$/, sentence)
    .transform(Number);
const instant = number("Use epoch milliseconds.");
const list = auditQueryInput.shape;
const count = auditCountInput.shape;

/** What selects entries in the query; a parameter that is not known here is left alone. */
const filter = {
  before: instant.optional().pipe(list.before),
  q: list.q,
  spec: list.spec,
};

export const listQuery = z.object({
  ...filter,
  after: instant.optional().pipe(list.after),
  limit: number("Use a whole number from 1 to 20.").optional().pipe(list.limit),
  /** Our own: where the page before ended, as its `next` link says. */
  cursor: list.cursor,
});

export const countQuery = z.object({
  ...filter,
  after: instant.pipe(count.after),
  buckets: number("Use a whole number from 1 to 500.").optional().pipe(count.buckets),
});

/** Statements that select entries; without a body nothing is left out. */
export const statementsBody = policyInput.optional();
