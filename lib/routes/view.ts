import type { RouteRule } from "@/lib/core/route-rule";

/** An account's rules in their order, and which state of them this is; null where there never were any. */
export type RoutesView = { readonly revision: string | null; readonly routes: readonly RouteRule[] };

/** Why a forward-auth door lets a request not pass. */
export type RouteRefusal = "request-unnamed" | "path-ambiguous" | "route-unknown";
