import { z } from "zod";
import { BASE_ROLES } from "@/lib/core/base-role";
import { isPlainText } from "@/lib/core/text";
import { MEMBER_COLUMNS, MEMBER_FACTORS, MEMBER_STATUSES } from "./list-view";

const SEARCH_MAX = 100;
const CURSOR_MAX = 800;
const cursor = z.string().max(CURSOR_MAX);

/** What may be asked of `listMemberPage`; a cursor is whatever a page answered with. */
export const memberPageInput = z.strictObject({
  q: z
    .string()
    .trim()
    .max(SEARCH_MAX)
    .transform((text) => (isPlainText(text) ? text : ""))
    .default(""),
  /** A base role, or `custom:` and a role's key. */
  role: z
    .union([
      z.enum(BASE_ROLES),
      z
        .string()
        .max(71)
        .regex(/^custom:./),
    ])
    .nullable()
    .default(null),
  status: z.enum(MEMBER_STATUSES).nullable().default(null),
  factor: z.enum(MEMBER_FACTORS).nullable().default(null),
  sort: z.strictObject({ by: z.enum(MEMBER_COLUMNS), descending: z.boolean() }),
  after: cursor.optional(),
  before: cursor.optional(),
});
export type MemberPageQuery = z.output<typeof memberPageInput>;
