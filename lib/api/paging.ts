import { z } from "zod";
import { pages } from "./api-version";
import { shownAs } from "./contract/shown-as";
import { link } from "./reps";

const whole = (minimum: number, maximum: number) =>
  shownAs(wholeText(minimum, maximum).optional(), { type: "integer", minimum, maximum });

const wholeText = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `Use a whole number from ${least} to ${most}.`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `Use a whole number from ${least} to ${most}.`);

const PAGE_MAX = 100;

/** The `limit` and `offset` of a list, bounded (security 3.8). */
export const pagingQuery = (most = PAGE_MAX) => ({
  limit: whole(1, most),
  offset: whole(0, 100_000_000),
});

/** A list that is answered whole still ends somewhere; what is left is then found by the links. */
const WHOLE_LIST = 10_000;

type Asked = { readonly limit?: number | undefined; readonly offset?: number | undefined };

/** Which page is meant: of `preset` items where nothing is said. */
export const pageOf = ({ limit, offset = 0 }: Asked, preset: number) => ({ limit: limit ?? preset, offset });

/** The same for lists that older versions of the API answer whole, where no page is asked for (semantics 4.3, 4.7). */
export function pageInVersion(asked: Asked, preset: number, version: number) {
  const whole = !pages(version) && asked.limit === undefined && asked.offset === undefined;
  return pageOf(asked, whole ? WHOLE_LIST : preset);
}

/**
 * The links of one page: `self`, and `first`, `prev`, `next`, `last` where there is such a page (semantics 4.1).
 * The first page has neither `first` nor `prev`. `kept` are the other query parameters to carry along.
 */
export function pageLinks(
  path: string,
  page: { limit: number; offset: number; total: number },
  kept: Record<string, string>,
) {
  const { limit, offset, total } = page;
  const size = limit === WHOLE_LIST ? PAGE_MAX : limit;
  const at = (start: number) =>
    link(`${path}?${new URLSearchParams({ ...kept, limit: String(size), offset: String(start) })}`);
  if (limit === WHOLE_LIST) return { self: link(path), ...(limit < total ? { next: at(limit) } : {}) };
  const last = Math.max(0, Math.floor((total - 1) / limit) * limit);
  return {
    self: at(offset),
    ...(offset > 0 ? { first: at(0), prev: at(Math.max(0, offset - limit)) } : {}),
    ...(offset + limit < total ? { next: at(offset + limit), last: at(last) } : {}),
  };
}
