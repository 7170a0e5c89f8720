import { z } from "zod";
import { link } from "./reps";

const whole = (least: number, most: number, preset: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `Use a whole number from ${least} to ${most}.`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `Use a whole number from ${least} to ${most}.`)
    .default(preset);

/** The `limit` and `offset` of a list, bounded (security 3.8). */
export const pagingQuery = (preset: number) => ({ limit: whole(1, 100, preset), offset: whole(0, 100_000_000, 0) });

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
  const at = (start: number) =>
    link(`${path}?${new URLSearchParams({ ...kept, limit: String(limit), offset: String(start) })}`);
  const last = Math.max(0, Math.floor((total - 1) / limit) * limit);
  return {
    self: at(offset),
    ...(offset > 0 ? { first: at(0), prev: at(Math.max(0, offset - limit)) } : {}),
    ...(offset + limit < total ? { next: at(offset + limit), last: at(last) } : {}),
  };
}
