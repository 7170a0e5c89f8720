import { z } from "zod";
import type { RouteRule } from "@/lib/core/route-rule";
import { HOST_MAX, METHOD_MAX, TEXT_MAX, URI_MAX } from "./limits";
import { routeRules } from "./schema";

/** All rules, and which state of them was there when they were read. */
export const saveRoutesInput = z.strictObject({ seen: z.string().max(24).nullable(), routes: routeRules });
export type SaveRoutesInput = { readonly seen: string | null; readonly routes: readonly RouteRule[] };

/** A file of rules; what it says is read afterwards, with a place for each problem. */
export const readRoutesFileInput = z.strictObject({
  text: z.string().max(TEXT_MAX, `Keep it under ${TEXT_MAX / 1024} KB.`),
});

const told = (most: number) => z.string().trim().max(most, `Keep it under ${most} characters.`);

/** A request to try on rules that need not be saved; a host or token that is left empty is none. */
export const tryRouteInput = z.strictObject({
  routes: routeRules,
  method: told(METHOD_MAX).min(1, "Write a method, like GET.").toUpperCase(),
  host: told(HOST_MAX),
  // Not trimmed: what a proxy would be told with a blank in it is to be seen.
  uri: z.string().min(1, "Write a path, like /orders/7.").max(URI_MAX, `Keep it under ${URI_MAX} characters.`),
  token: told(64),
});
export type TryRouteInput = z.output<typeof tryRouteInput>;
