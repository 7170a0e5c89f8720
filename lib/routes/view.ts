import type { FileProblem } from "@/lib/core/json-file";
import type { RouteRule } from "@/lib/core/route-rule";
import type { Decision } from "@/lib/policy/decide";
import type { Routed } from "./compile";

/** An account's rules in their order, and which state of them this is; null where there never were any. */
export type RoutesView = { readonly revision: string | null; readonly routes: readonly RouteRule[] };

/** Why a forward-auth door lets a request not pass. */
export type RouteRefusal = "request-unnamed" | "path-ambiguous" | "route-unknown";

/** A request tried on rules: what they say that it is, and whether a token may do that; null where none was named or nothing was found. */
export type TriedRoute = { readonly routed: Routed; readonly token: TriedToken | null };

/** What a token would be answered. `decision` is null for one that has expired, was paused or ended: it is refused with 401. */
export type TriedToken = {
  readonly name: string;
  /** Whom a personal token acts for; of a service token its maker. */
  readonly member: string;
  readonly decision: Decision | null;
};

/** A file of rules looked at: the rules, or what is wrong with it. */
export type RoutesFileRead =
  | { readonly readable: true; readonly routes: readonly RouteRule[] }
  | { readonly readable: false; readonly problems: readonly FileProblem[] };
