import { z } from "zod";
import { isId } from "@/lib/core/id";
import { parseStatements } from "@/lib/policy/parse";
import type { Statement } from "@/lib/policy/statement";
import { CURSOR } from "./cursor";
import {
  AUDIT_ACTS_MAX,
  AUDIT_PAGE_MAX,
  AUDIT_PAGE_PRESET,
  AUDIT_SEARCH_MAX,
  AUDIT_SPEC_MAX,
  BUCKETS_MAX,
  BUCKETS_PRESET,
} from "./limits";
import { AUDIT_KINDS } from "./view";

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

const id = z.string().refine(isId, "That is no id.");

/** What the console asks of the log: everything can be left out, and what is given must all hold. */
export const auditLogFilterInput = z.strictObject({
  before: instant.optional(),
  after: instant.optional(),
  q: filter.q,
  /** Whoever acted: a person, a token, or whoever sat at the server. */
  who: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("member"), id }),
      z.strictObject({ kind: z.literal("token"), id }),
      z.strictObject({ kind: z.literal("operator") }),
    ])
    .optional(),
  kinds: z.array(z.enum(AUDIT_KINDS)).max(AUDIT_KINDS.length).default([]),
  acts: z.array(z.string().max(64)).max(AUDIT_ACTS_MAX).default([]),
  /** What it was done to, by its id. */
  object: id.optional(),
});
export type AuditLogFilter = z.output<typeof auditLogFilterInput>;

/** The same as a file. */
export const auditLogExportInput = auditLogFilterInput.extend({ format: z.enum(["csv", "jsonl"]) });
export type AuditLogExport = z.output<typeof auditLogExportInput>;

/** What may be asked of `findActors`. */
export const findActorsInput = z.strictObject({ q: z.string().trim().max(100) });

/** A page of it: from a place on towards what is older or newer, the entry at the place included if it says `from`. */
export const auditLogInput = auditLogFilterInput.extend({
  place: z.strictObject({ cursor: z.string().regex(CURSOR), toward: z.enum(["older", "newer", "from"]) }).optional(),
});
export type AuditLogQuery = z.output<typeof auditLogInput>;

/** Statements that select entries: an entry whose act they would allow. The door that took them parsed them. */
type Selecting = { readonly statements?: readonly Statement[] | undefined };

export type AuditQuery = z.output<typeof auditQueryInput> & Selecting;
export type AuditCountQuery = z.output<typeof auditCountInput> & Selecting;
