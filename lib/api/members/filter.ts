import { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type LastSeen, MEMBER_SORTS, type MemberCondition, type MemberSort } from "@/lib/members/input";

const FIELDS = ["query", "role", "id", "email", "team", "noteam", "lastSeen"] as const;
type Field = (typeof FIELDS)[number];

/** When somebody was last seen, as the wire says it: there is no time of which nothing was recorded. */
export const lastSeenInput = z
  .strictObject({
    never: z.literal(true).optional(),
    noData: z.literal(true).optional(),
    before: z.number().int().nonnegative().max(8.64e15).optional(),
  })
  .refine((given) => Object.keys(given).length > 0, "Use never, noData or before.")
  .transform(({ never, noData, before }): LastSeen => ({ never: Boolean(never || noData), before: before ?? null }));

/**
 * The filter of a list of members (semantics 4.6): `field:value` joined by commas, which all must hold; in a value `|`
 * joins alternatives. The value of `lastSeen` is a JSON object, with colons and commas of its own.
 */
export function parseFilter(text: string): Result<MemberCondition[], Refusal> {
  const conditions: MemberCondition[] = [];
  for (let rest = text.trim(); rest !== ""; ) {
    const [head, field] = /^\s*(\w+):/.exec(rest) ?? [];
    if (head === undefined || !isField(field))
      return refused(`Use ${FIELDS.join(", ")}, each with a colon and a value.`);
    const value = valueIn(rest.slice(head.length), field);
    const condition = conditionOf(field, value.trim());
    if (!condition.ok) return condition;
    conditions.push(...condition.value);
    rest = rest.slice(head.length + value.length).replace(/^,/, "");
  }
  return ok(conditions);
}

const isField = (text: string | undefined): text is Field => FIELDS.some((field) => field === text);

const refused = (sentence: string) => err({ kind: "invalid_input", fields: { filter: [sentence] } } as const);

/** Up to the next comma; of a JSON object up to the brace that closes it, since it has nothing inside but numbers and words. */
function valueIn(text: string, field: Field): string {
  const end = field === "lastSeen" ? text.indexOf("}") + 1 : text.indexOf(",");
  return field === "lastSeen" ? text.slice(0, end || text.length) : text.slice(0, end < 0 ? text.length : end);
}

function conditionOf(field: Field, value: string): Result<MemberCondition[], Refusal> {
  if (value === "") return refused(`Give ${field} a value.`);
  if (field === "lastSeen") return lastSeenOf(value);
  if (field === "team") return ok([{ field: "nobody" }]); // there are no teams yet
  if (field === "noteam") return ok([]);
  const values = value.split("|").map((one) => one.trim());
  return values.includes("") ? refused(`Give ${field} a value on both sides of |.`) : ok([{ field, values }]);
}

function lastSeenOf(value: string): Result<MemberCondition[], Refusal> {
  const is = lastSeenInput.safeParse(jsonOf(value));
  return is.success ? ok([{ field: "lastSeen", is: is.data }]) : refused(LAST_SEEN);
}

const LAST_SEEN = 'Use lastSeen with {"never":true}, {"noData":true} or {"before":<epoch milliseconds>}.';

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The order of a list: fields joined by commas, each with a `-` in front to turn it round. */
export function parseSort(text: string): Result<MemberSort[], Refusal> {
  const sorts: MemberSort[] = [];
  for (const part of text.split(",").filter((one) => one !== "")) {
    const by = MEMBER_SORTS.find((field) => field === part.trim().replace(/^[-+]/, ""));
    if (!by) return err({ kind: "invalid_input", fields: { sort: [`Use ${MEMBER_SORTS.join(" or ")}.`] } });
    sorts.push({ by, descending: part.trim().startsWith("-") });
  }
  return ok(sorts);
}
