import type { RouteRule } from "@/lib/core/route-rule";
import { fold } from "@/lib/policy/fold";
import type { AccessRequest } from "@/lib/policy/statement";
import { type Part, type PathPattern, readPattern } from "./pattern";
import { readTarget, type Told, type Unread } from "./target";
import { readTemplate, type Template, write } from "./template";

/** What a request is by the rules: which of them said so, counted from 0, or why none did. */
export type Routed =
  | { readonly kind: "found"; readonly at: number; readonly asked: AccessRequest }
  | { readonly kind: "refused"; readonly at: number | null; readonly why: Unread | "route-unknown" };

/** What says what a request is. It does no I/O, and cannot fail. */
export type Router = (told: Told) => Routed;

type Compiled = {
  readonly host: string | null;
  readonly methods: ReadonlySet<string> | null;
  readonly path: PathPattern;
  readonly action: string;
  readonly resource: Template;
};

/**
 * Makes ready to answer by an account's rules, in their order. A rule that cannot be read was never saved: should there be
 * one, everything is refused, since what it would have held back is not known.
 */
export function compileRoutes(rules: readonly RouteRule[]): Router {
  const compiled: Compiled[] = [];
  for (const { host, methods, path, action, resource } of rules) {
    const [pattern, template] = [readPattern(path), readTemplate(resource)];
    if (typeof pattern === "string" || typeof template === "string") return () => refused("route-unknown");
    const among = methods.length === 0 ? null : new Set(methods.includes("GET") ? [...methods, "HEAD"] : methods);
    compiled.push({ host, methods: among, path: pattern, action, resource: template });
  }
  return (told) => {
    const target = readTarget(told);
    if (typeof target === "string") return refused(target);
    const { method, host, parts } = target;
    const folded = parts.map(fold);
    for (const [at, rule] of compiled.entries()) {
      if ((rule.methods !== null && !rule.methods.has(method)) || !fits(rule.path, folded)) continue;
      if (rule.host !== null) {
        // Whether a rule for one host is meant cannot be told without one: passing on to a later rule could be too lax.
        if (host === null) return refused("request-unnamed", at);
        if (!isHost(rule.host, host)) continue;
      }
      // `/Admin` is `/admin` to some services and not to others: neither this rule nor a later one may be meant.
      if (!isSpelled(rule.path, parts)) return refused("path-ambiguous", at);
      const resource = write(rule.resource, (name) => parts[placeOf(rule.path.parts, name)]);
      return resource === null
        ? refused("path-ambiguous", at)
        : { kind: "found", at, asked: { action: rule.action, resource } };
    }
    return refused("route-unknown");
  };
}

const refused = (why: Unread | "route-unknown", at: number | null = null): Routed => ({ kind: "refused", at, why });

function fits({ parts, open }: PathPattern, folded: readonly string[]): boolean {
  if (open ? folded.length < parts.length : folded.length !== parts.length) return false;
  return parts.every((part, at) => part.exact === null || part.folded === folded[at]);
}

const isSpelled = ({ parts }: PathPattern, asked: readonly string[]) =>
  parts.every((part, at) => part.exact === null || part.exact === asked[at]);

/** `*.` stands for exactly one label, as in certificates. */
function isHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith("*.")) return pattern === host;
  const dot = host.indexOf(".");
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}

const placeOf = (parts: readonly Part[], name: string) =>
  parts.findIndex((part) => part.exact === null && part.name === name);
