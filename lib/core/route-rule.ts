/**
 * One line of what an account says about the requests to its services: which of them are what action on what resource. The
 * first rule that fits a request decides (decision 0025).
 */
export type RouteRule = {
  /** `api.example.com`, or `*.example.com` for one label more; null for any host. */
  readonly host: string | null;
  /** None for any method; GET stands for HEAD too. */
  readonly methods: readonly string[];
  /** `/orders/{id}/refunds`: `{name}` and `*` stand for one part, `**` at the end for any number of them. */
  readonly path: string;
  readonly action: string;
  /** A specifier in full (ruling R42), in whose names `{name}` stands for what the path has there. */
  readonly resource: string;
};
