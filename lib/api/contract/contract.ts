import type { z } from "zod";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** What a route is filed under. */
export const TAGS = ["Access tokens", "Account members", "Custom roles", "Audit log", "Other"] as const;
export type Tag = (typeof TAGS)[number];

/** An action on a resource that a caller needs; the resource as it would stand in a policy. */
export type Need = { readonly action: string; readonly resource: string };

/** What a route says of itself beyond what its schemas do. */
export type RoutePage = {
  readonly tag: Tag;
  readonly operationId: string;
  readonly description: string;
  /** Any one of them is enough to do some of it; none for what every living token may. */
  readonly needs: readonly Need[];
  /** Besides 400, 401, 413, 429 and 503, which go without saying. */
  readonly refuses: readonly (403 | 404 | 409 | 422)[];
  /** Bodies by what they are for. */
  readonly bodies?: Readonly<Record<string, unknown>>;
  readonly example?: unknown;
};

/** A route as the contract has it: what it takes and answers, without what it does. */
export type RouteContract = {
  readonly method: Method;
  /** Below `/api/v2`, with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly page: RoutePage;
  /** Whether a token is asked for. */
  readonly open: boolean;
  readonly params: z.ZodType | null;
  readonly query: z.ZodType | null;
  readonly body: z.ZodType | null;
  readonly answer: z.ZodType | null;
  readonly status: number;
};

/** A schema of JSON Schema 2020-12, as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };
