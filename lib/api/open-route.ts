import type { Context } from "hono";
import type { z } from "zod";
import type { ApiDependencies, ApiEnv } from "./context";
import type { RoutePage } from "./contract/contract";
import type { Route } from "./token-route";

type Definition<A extends z.ZodType> = {
  readonly path: string;
  readonly summary: string;
  readonly page: RoutePage;
  readonly answer: A;
};

/** A route that anybody may read without a token: it takes nothing and says nothing that is the account's. */
export function openRoute<A extends z.ZodType>(
  definition: Definition<A>,
  answer: (c: Context<ApiEnv>, dependencies: ApiDependencies) => z.input<A>,
): Route {
  const { path } = definition;
  const taken = { open: true, params: null, query: null, body: null, status: 200 } as const;
  return {
    path,
    method: "get",
    contract: { ...definition, ...taken, method: "get" },
    mount(app, dependencies) {
      app.get(path, (c) => c.json(answer(c, dependencies)));
    },
  };
}
