import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import { answerProblem, answerRefusal } from "./answer";
import { authenticate } from "./authenticate";
import type { ApiDependencies, ApiEnv, Caller } from "./context";
import type { Method, RouteContract, RoutePage } from "./contract/contract";
import { countUse } from "./count-use";
import { fieldsOf } from "./fields-of";
import { IN_OUR_WORDS } from "./issue-sentence";
import { limited, makerOf } from "./limit";
import { type Body, isJson, NOT_JSON, NUL, readJson } from "./read-body";

type Schema = z.ZodType;

/** A route in one place: what it takes, what it answers, what it says about itself. */
type Definition<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> = {
  readonly method: Method;
  /** Below `/api/v2`, with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly page: RoutePage;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Null for 204. */
  readonly answer: A | null;
  readonly status: 200 | 201 | 204;
  /** Whether a body is read whatever it is called: some clients send theirs, or none, as a form (semantics 7.2). */
  readonly anyContentType?: true;
  /** Whether it makes a token, of which there is a limit of its own. */
  readonly creates?: true;
};

type Asked<P extends Schema, Q extends Schema, B extends Schema> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
};

type Handler<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> = (
  caller: Caller,
  asked: Asked<P, Q, B>,
  dependencies: ApiDependencies,
) => Promise<Result<A extends null ? null : z.input<A>, Refusal>>;

/** A route ready to be mounted on an application. */
export type Route = {
  readonly path: string;
  readonly method: Method;
  readonly contract: RouteContract;
  mount(app: Hono<ApiEnv>, dependencies: ApiDependencies): void;
};

/** Nothing is taken here. */
export const NOTHING = z.unknown();

/**
 * Every route behind a token is made by this: token, parse, handler, answer, and its page in `openapi.json`
 * (ruling R33). Cookies are not looked at, so there is nothing for a foreign site to ride on.
 */
export function tokenRoute<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  definition: Definition<P, Q, B, A>,
  handler: Handler<P, Q, B, A>,
): Route {
  const { path, method, status } = definition;
  // Made once: a schema compiles itself at its first use. Its output is what its three parts say it is.
  const { params, query, body } = definition;
  const schema = z.object({ params, query, body }) as unknown as z.ZodType<Asked<P, Q, B>>;
  const route = `${method.toUpperCase()} /api/v2${path}`; // as it is remembered: without ids
  const takesNothing = [params, query, body].every((part: Schema) => part === NOTHING);
  return {
    path,
    method,
    contract: contractOf(definition),
    mount(app, dependencies) {
      app.on(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ":$1"), async (c) => {
        const caller = await authenticate(c, dependencies, route);
        if (caller instanceof Response) return caller;
        let refusal: Refusal | null = null;
        try {
          const asked = takesNothing ? ({} as Asked<P, Q, B>) : await parse(c, schema, definition);
          if (asked instanceof Response) return asked;
          const act = () => handler(caller, asked, dependencies);
          const answer = definition.creates ? await withinLimit(c, caller, dependencies, act) : await act();
          if (answer instanceof Response) return answer;
          if (!answer.ok) {
            refusal = answer.error;
            return answerRefusal(c, answer.error);
          }
          return status === 204 ? c.body(null, 204) : c.json(answer.value, status);
        } finally {
          countUse(c, dependencies, { principal: caller.principal, route, refusal });
        }
      });
    },
  };
}

/** Counts what is made, and forgets what was refused. */
async function withinLimit<T>(
  c: Context<ApiEnv>,
  caller: Caller,
  { limiter }: ApiDependencies,
  act: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal> | Response> {
  const [maker, account] = [makerOf(caller), caller.principal.accountId];
  const over = limited(c, limiter.creation(maker, account), "Route");
  if (over) return over;
  const answer = await act();
  if (!answer.ok) limiter.forgetCreation(maker, account);
  return answer;
}

async function parse<P extends Schema, Q extends Schema, B extends Schema>(
  c: Context<ApiEnv>,
  schema: z.ZodType<Asked<P, Q, B>>,
  { body: bodySchema, anyContentType = false }: { readonly body: B; readonly anyContentType?: boolean },
): Promise<Asked<P, Q, B> | Response> {
  let body: unknown;
  if ((bodySchema as Schema) !== NOTHING) {
    if (!anyContentType && !isJson(c.req.header("content-type"))) return answerRefusal(c, NOT_JSON);
    const read = await readJson(bodyOf(c));
    if (!read.ok) return read.error.kind === "too_large" ? tooLarge(c) : answerRefusal(c, read.error);
    body = read.value;
  }
  const [params, query] = [c.req.param(), c.req.query()];
  if (Object.values({ ...params, ...query }).some((text) => text.includes(NUL)))
    return answerRefusal(c, { kind: "invalid_input", fields: { url: ["Leave out the character U+0000."] } });
  const twice = Object.entries(c.req.queries()).find(([, values]) => values.length > 1); // readers differ about which one counts
  if (twice)
    return answerRefusal(c, { kind: "invalid_input", fields: { [twice[0].slice(0, 100)]: ["Give this once."] } });
  const parsed = schema.safeParse({ params, query, body }, IN_OUR_WORDS);
  return parsed.success ? parsed.data : answerRefusal(c, { kind: "invalid_input", fields: fieldsOf(parsed.error) });
}

function bodyOf(c: Context<ApiEnv>): Body {
  return c.env?.incoming ?? ((c.req.raw.body ?? []) as unknown as Body);
}

function tooLarge(c: Context<ApiEnv>): Response {
  const message = "The body is larger than 256 KiB.";
  return answerProblem(c, { status: 413, code: "request_too_large", message, headers: { connection: "close" } });
}

function contractOf<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  definition: Definition<P, Q, B, A>,
): RouteContract {
  const taken = (part: Schema) => (part === NOTHING ? null : part);
  const { params, query, body } = definition;
  return { ...definition, open: false, params: taken(params), query: taken(query), body: taken(body) };
}
