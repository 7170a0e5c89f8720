/** What is asked for: an action on a resource, both as policies name them. */
export type Asked = { readonly action: string; readonly resource: string };

/** Who calls, as far as the service behind may know. */
export type Caller = {
  /** The token's id. */
  readonly token: string;
  /** Whom it acts for: `member/…` or `service-token/…`. */
  readonly subject: string;
  /** What it declares: a base role, keys of custom roles, or `inline`. */
  readonly scopes: readonly string[];
};

/**
 * Why nothing can be said. `unreachable`: the server did not answer in time, or not with an answer. `credential`: it does
 * not know this gateway. `busy`: too many questions wait already. `closed`: `close` was called.
 */
export type Unavailable = "unreachable" | "credential" | "busy" | "closed";

/** What to tell the client of a request that is refused: a status, and headers that belong to it. */
type Refusal<Outcome extends string, Status extends number> = {
  readonly allowed: false;
  readonly outcome: Outcome;
  readonly status: Status;
  readonly headers: Readonly<Record<string, string>>;
};

/** Everything that can come of a question. Only `allowed` lets a request pass; nothing is ever thrown for one. */
export type Answer =
  | { readonly allowed: true; readonly outcome: "allowed"; readonly status: 200; readonly caller: Caller }
  /** `caller` is null where nobody was asked: no policy can name an action or resource that is empty or that long. */
  | (Refusal<"denied", 403> & { readonly caller: Caller | null })
  | Refusal<"unauthenticated", 401>
  | (Refusal<"unavailable", 503> & { readonly why: Unavailable });

const NO_STORE = { "cache-control": "no-store" };
const REALM = 'Bearer realm="latchkey"';

export const allowed = (caller: Caller): Answer => ({ allowed: true, outcome: "allowed", status: 200, caller });

export const denied = (caller: Caller | null): Answer => ({
  allowed: false,
  outcome: "denied",
  status: 403,
  headers: { ...NO_STORE, "www-authenticate": `${REALM}, error="insufficient_scope"` },
  caller,
});

/** No token was presented, or none that works. */
export const unauthenticated = (presented: boolean): Answer => ({
  allowed: false,
  outcome: "unauthenticated",
  status: 401,
  headers: { ...NO_STORE, "www-authenticate": presented ? `${REALM}, error="invalid_token"` : REALM },
});

export const unavailable = (why: Unavailable): Answer => ({
  allowed: false,
  outcome: "unavailable",
  status: 503,
  headers: { ...NO_STORE, "retry-after": "2" },
  why,
});
