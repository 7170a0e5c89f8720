import { z } from "zod";
import type { RouteRule } from "@/lib/core/route-rule";
import { TEXT_MAX } from "./limits";
import { routeRules } from "./schema";

/** All rules, and which state of them was there when they were read. */
export const saveRoutesInput = z.strictObject({ seen: z.string().max(24).nullable(), routes: routeRules });
export type SaveRoutesInput = { readonly seen: string | null; readonly routes: readonly RouteRule[] };

/** A file of rules; what it says is read afterwards, with a place for each problem. */
export const readRoutesFileInput = z.strictObject({
  text: z.string().max(TEXT_MAX, `Keep it under ${TEXT_MAX / 1024} KB.`),
});
