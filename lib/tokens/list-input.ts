import { z } from "zod";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import { isPlainText } from "@/lib/core/text";
import { NOTE_MAX } from "./limits";
import {
  BULK_BATCH,
  BULK_MAX,
  EXPIRY_FILTERS,
  FACETS,
  PAGE_SIZES,
  TOKEN_FLAGS,
  TOKEN_SORTS,
  TOKEN_STATUSES,
  TOKEN_TABS,
  USED_FILTERS,
} from "./list-view";

const SEARCH_MAX = 100;
const CHOICES_MAX = 50;
const CURSOR_MAX = 800;

const id = z.string().max(24);
const chosen = <T extends z.ZodType>(each: T) => z.array(each).max(CHOICES_MAX).default([]);
const day = z.iso.date();
const days = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from <= to, "Let the first day come first.");
const roleChoice = z.union([
  z.enum([...TOKEN_ROLES, "inline"]),
  z
    .string()
    .max(71)
    .regex(/^custom:./),
]);

/** What the list may be narrowed by; a whole secret is cut down to its type and last four before it is looked for. */
export const tokenFiltersInput = z.strictObject({
  q: z
    .string()
    .trim()
    .max(SEARCH_MAX)
    .transform((text) => (isPlainText(text) ? text : ""))
    .default(""),
  status: chosen(z.enum(TOKEN_STATUSES)),
  type: chosen(z.enum(["personal", "service"])),
  owner: chosen(z.union([z.literal("removed"), id])),
  role: chosen(roleChoice),
  used: z.enum(USED_FILTERS).nullable().default(null),
  exp: z
    .union([z.enum(EXPIRY_FILTERS), days])
    .nullable()
    .default(null),
  created: days.nullable().default(null),
  flag: chosen(z.enum(TOKEN_FLAGS)),
});

const shown = { tab: z.enum(TOKEN_TABS), filters: tokenFiltersInput };
const sort = z.strictObject({ by: z.enum(TOKEN_SORTS), descending: z.boolean() });
const cursor = z.string().max(CURSOR_MAX);

/** What may be asked of `listTokenPage`; a cursor is whatever a page answered with. */
export const tokenPageInput = z.strictObject({
  ...shown,
  sort,
  size: z.literal(PAGE_SIZES).default(50),
  after: cursor.optional(),
  before: cursor.optional(),
});
export type TokenPageQuery = z.output<typeof tokenPageInput>;

/** Which tokens are looked at: a tab of the list, narrowed. */
export const tokenSetInput = z.strictObject(shown);
export type TokenSet = z.output<typeof tokenSetInput>;

/** What may be asked of `facetCounts`; `search` narrows the people or roles that are counted. */
export const facetInput = z.strictObject({
  ...shown,
  facet: z.enum(FACETS),
  search: z.string().trim().max(SEARCH_MAX).default(""),
});
export type FacetQuery = z.output<typeof facetInput>;

/** What may be asked of `countChangesSince`: an instant in epoch milliseconds, of the server's clock. */
export const changesSinceInput = z.strictObject({ ...shown, since: z.number().int().nonnegative().max(8.64e15) });
export type ChangesQuery = z.output<typeof changesSinceInput>;

/** What may be asked of `exportTokens`. */
export const exportInput = z.strictObject({ ...shown, sort });
export type ExportQuery = z.output<typeof exportInput>;

/** Tokens picked one by one, or all that match but some. */
export const tokenSelectionInput = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(BULK_MAX) }),
  z.strictObject({ all: z.literal(true), ...shown, except: z.array(id).max(BULK_MAX).default([]) }),
]);
export type TokenSelection = z.output<typeof tokenSelectionInput>;

/** What may be asked of `revokeTokens`, `pauseTokens` and `resumeTokens`: one batch, as a preview named it. */
export const bulkInput = z.strictObject({
  ids: z.array(id).min(1).max(BULK_BATCH),
  reason: z
    .string()
    .trim()
    .max(NOTE_MAX, `Keep the reason under ${NOTE_MAX} characters.`)
    .refine(isPlainText, "Leave out control characters.")
    .default(""),
  /** The selection and what its preview expected, with the first batch: if the set has changed since, nothing is done. */
  check: z.strictObject({ selection: tokenSelectionInput, expected: z.string().max(100) }).optional(),
});
export type BulkInput = z.output<typeof bulkInput>;
