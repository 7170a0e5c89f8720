import { z } from "zod";
import { openApiDocument } from "./contract/document";
import { openRoute } from "./open-route";
import type { Route } from "./token-route";

/** The route that hands out the contract of these routes and of itself, with the reader's own base URL in it. */
export function openApiRoute(others: readonly Route[]): Route {
  const route: Route = openRoute(
    {
      path: "/openapi.json",
      summary: "Read the contract",
      page: {
        tag: "Other",
        operationId: "getOpenapiSpec",
        description: "This document, in OpenAPI 3.1.",
        needs: [],
        refuses: [],
      },
      answer: z.looseObject({ openapi: z.literal("3.1.0") }),
    },
    (c, { publicOrigin }) => openApiDocument([...others, route], publicOrigin ?? new URL(c.req.url).origin),
  );
  return route;
}
