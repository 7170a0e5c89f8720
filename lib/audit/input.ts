import { z } from "zod";
import { parseStatements } from "@/lib/policy/parse";
import type { Statement } from "@/lib/policy/statement";
import { CURSOR } from "./cursor";
import {
  AUDIT_PAGE_MAX,
  AUDIT_PAGE_PRESET,
  AUDIT_SEARCH_MAX,
  AUDIT_SPEC_MAX,
  BUCKETS_MAX,
  BUCKETS_PRESET,
} from "./limits";

/** The last millisecond that may be asked for. */
export const LAST_INSTANT = 253_402_300_799_999; // the end of the year 9999
const MILLIS = "Use epoch milliseconds.";
const instant = z.number(MILLIS).int(MILLIS).nonnegative(MILLIS).max(LAST_INSTANT, MILLIS);
const whole = (most: number) => {
  const sentence = `Use a whole number from 1 to ${most}.`;
  return z.number(sentence).int(sentence).min(1, sentence).max(most, sentence);
};

const spec = z
  .string()
  .max(AUDIT_SPEC_MAX, `Keep the specifier under ${AUDIT_SPEC_MAX} characters.`)
  .superRefine((text, context) => {
    const parsed = parseStatements([{ effect: "allow", actions: ["*"], resources: [text] }]);
    if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.error[0]?.message ?? "", input: text });
  });

const filter = {
  /** Instants in epoch milliseconds: `after` belongs to the time asked for, `before` does not. */
  before: instant.optional(),
  after: instant.optional(),
  q: z.string().trim().max(AUDIT_SEARCH_MAX, `Keep the search under ${AUDIT_SEARCH_MAX} characters.`).default(""),
  spec: spec.optional(),
};

/** What may be asked of `listAuditEntries`; `cursor` is where the page before ended. */
export const auditQueryInput = z.strictObject({
  ...filter,
  limit: whole(AUDIT_PAGE_MAX).default(AUDIT_PAGE_PRESET),
  cursor: z.string().regex(CURSOR, "Use the links of the page before.").optional(),
});

/** What may be asked of `countAuditEntries`. */
export const auditCountInput = z.strictObject({
  ...filter,
  after: instant,
  buckets: whole(BUCKETS_MAX).default(BUCKETS_PRESET),
});

/** Statements that select entries: an entry whose act they would allow. The door that took them parsed them. */
type Selecting = { readonly statements?: readonly Statement[] | undefined };

export type AuditQuery = z.output<typeof auditQueryInput> & Selecting;
export type AuditCountQuery = z.output<typeof auditCountInput> & Selecting;
