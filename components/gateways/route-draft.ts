import type { RouteRule } from "@/lib/core/route-rule";

/** A rule under edit: every field as it is typed, and a key that it keeps while others move. */
export type RouteDraft = {
  readonly key: string;
  readonly methods: string;
  readonly host: string;
  readonly path: string;
  readonly action: string;
  readonly resource: string;
};

export type RouteField = Exclude<keyof RouteDraft, "key">;

let made = 0;
const nextKey = () => `rule-${++made}`;

export const emptyDraft = (): RouteDraft => ({
  key: nextKey(),
  methods: "",
  host: "",
  path: "",
  action: "",
  resource: "",
});

export const draftOf = ({ methods, host, path, action, resource }: RouteRule): RouteDraft => ({
  key: nextKey(),
  methods: methods.join(" "),
  host: host ?? "",
  path,
  action,
  resource,
});

/** What is typed, as the server takes it. */
export const askedOf = ({ methods, host, path, action, resource }: RouteDraft) => ({
  methods: methods.split(/[\s,]+/).filter(Boolean),
  host: host.trim() || null,
  path,
  action,
  resource,
});

/** Whether two lists say the same. */
export const isSame = (one: readonly RouteDraft[], other: readonly RouteDraft[]) =>
  JSON.stringify(one.map(askedOf)) === JSON.stringify(other.map(askedOf));

/** What is wrong with one rule, by its fields; `routes/3/methods/0` is about the methods. */
export function errorsOf(fields: Readonly<Record<string, readonly string[]>>, at: number) {
  const found: Partial<Record<RouteField, readonly string[]>> = {};
  for (const [place, sentences] of Object.entries(fields)) {
    const [list, index, field] = place.split("/");
    if (list === "routes" && index === String(at) && field !== undefined) found[field as RouteField] = sentences;
  }
  return found;
}
