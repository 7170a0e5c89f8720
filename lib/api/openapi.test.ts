import { expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";

const { db } = await testDatabase();
const { api } = testApi(db);

test("every route has its page in the contract, with what it takes and what it answers", () => {
  const { paths = {} } = api.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "Latchkey", version: "1" } });
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, page]) => ({ route: `${method.toUpperCase()} ${path}`, page })),
  );
  expect(routes.map(({ route }) => route).sort()).toEqual([
    "DELETE /api/v2/members/{id}",
    "DELETE /api/v2/roles/{keyOrId}",
    "DELETE /api/v2/tokens/{id}",
    "GET /api/v2/account",
    "GET /api/v2/auditlog",
    "GET /api/v2/auditlog/{id}",
    "GET /api/v2/caller-identity",
    "GET /api/v2/members",
    "GET /api/v2/members/{id}",
    "GET /api/v2/roles",
    "GET /api/v2/roles/{keyOrId}",
    "GET /api/v2/tokens",
    "GET /api/v2/tokens/{id}",
    "GET /api/v2/versions",
    "PATCH /api/v2/members",
    "PATCH /api/v2/members/{id}",
    "PATCH /api/v2/roles/{keyOrId}",
    "PATCH /api/v2/tokens/{id}",
    "POST /api/v2/auditlog",
    "POST /api/v2/auditlog/counts",
    "POST /api/v2/members",
    "POST /api/v2/roles",
    "POST /api/v2/tokens",
    "POST /api/v2/tokens/{id}/reset",
  ]);
  for (const { route, page } of routes) {
    const takesBody = "requestBody" in page;
    expect({ route, takesBody }).toEqual({ route, takesBody: /^(POST|PATCH)/.test(route) });
  }
});
