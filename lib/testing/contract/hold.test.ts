import { describe, expect, test } from "vitest";
import { breachOf, operationFor } from "./hold";

const exchange = { method: "GET", path: "/api/v2/tokens", status: 200, type: "application/json", text: "" };
const of = (more: Partial<typeof exchange>, body?: unknown) =>
  breachOf({ ...exchange, ...more, ...(body === undefined ? {} : { text: JSON.stringify(body) }) });
const problem = { code: "not_found", message: "Invalid resource identifier", id: "x" };

describe("an answer is held against the contract", () => {
  test("a call finds its operation, and a path without parameters goes first", () => {
    expect(operationFor("GET", "/api/v2/auditlog/0123?x=1").operation?.path).toBe("/api/v2/auditlog/{id}");
    expect(operationFor("POST", "/api/v2/auditlog/counts").operation?.path).toBe("/api/v2/auditlog/counts");
    expect(operationFor("GET", "/api/v2").operation?.path).toBe("/api/v2");
    expect(operationFor("GET", "/api/v2/nothing")).toEqual({ operation: null, path: false });
  });

  test("what is as declared passes", () => {
    expect(of({}, { items: [], totalCount: 0, _links: {} })).toBeNull();
    expect(of({ path: "/api/v2/tokens/x", status: 404 }, problem)).toBeNull();
    expect(of({ path: "/api/v2/nothing", status: 404 }, problem)).toBeNull();
    expect(of({ method: "PUT", status: 405 }, problem)).toBeNull();
    expect(of({ method: "DELETE", path: "/api/v2/tokens/x", status: 204 })).toBeNull();
  });

  test.each([
    ["a field is missing", {}, { items: [], _links: {} }],
    ["a field has another type", {}, { items: [], totalCount: "0", _links: {} }],
    ["there is a field too many", {}, { items: [], totalCount: 0, _links: {}, more: 1 }],
    ["a refusal says more than it must", { status: 401 }, { ...problem, stack: "at…" }],
    ["a status is not declared", { status: 500 }, problem],
    ["a status is declared elsewhere only", { status: 404 }, problem],
    ["a route is not declared", { path: "/api/v2/nothing" }, { items: [] }],
    ["a method is not declared", { method: "PUT" }, { items: [] }],
    ["there is a body where there is none", { method: "DELETE", path: "/api/v2/tokens/x", status: 204 }, {}],
    ["it is not JSON", { type: "text/html" }, { items: [], totalCount: 0, _links: {} }],
  ])("it is told if %s", (_, more, body) => {
    expect(of(more, body)).toMatch(/^(GET|PUT|DELETE) /);
  });
});
