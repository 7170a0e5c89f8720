import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { DOCUMENT, type Listed, OPERATIONS } from "@/lib/testing/contract/document";
import { faultBy } from "@/lib/testing/contract/validate";
import { testDatabase } from "@/lib/testing/database";
import type { JsonSchema } from "./contract/contract";

const { db } = await testDatabase();
const { get } = testApi(db);
const named = OPERATIONS.map((listed): [string, Listed] => [`${listed.method} ${listed.path}`, listed]);

describe("openapi.json", () => {
  test("is a valid document of OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(DOCUMENT)));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  test("is handed out without a token, with the reader's base URL", async () => {
    const { status, json } = await get(null, "/openapi.json");
    expect(status).toBe(200);
    expect(json.servers).toEqual([{ url: "http://localhost" }]);
    expect({ ...json, servers: DOCUMENT.servers }).toEqual(JSON.parse(JSON.stringify(DOCUMENT)));
  });

  test("has every route", () => {
    expect(named.map(([name]) => name).sort()).toEqual([
      "DELETE /api/v2/members/{id}",
      "DELETE /api/v2/roles/{keyOrId}",
      "DELETE /api/v2/tokens/{id}",
      "DELETE /api/v2/vocabulary",
      "GET /api/v2",
      "GET /api/v2/account",
      "GET /api/v2/auditlog",
      "GET /api/v2/auditlog/{id}",
      "GET /api/v2/caller-identity",
      "GET /api/v2/members",
      "GET /api/v2/members/{id}",
      "GET /api/v2/openapi.json",
      "GET /api/v2/roles",
      "GET /api/v2/roles/{keyOrId}",
      "GET /api/v2/tokens",
      "GET /api/v2/tokens/{id}",
      "GET /api/v2/versions",
      "GET /api/v2/vocabulary",
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
      "PUT /api/v2/vocabulary",
    ]);
  });

  test("calls every operation by a name of its own", () => {
    const ids = OPERATIONS.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("says of every field and parameter what it is, and of every body what its values may be", () => {
    const silent = [...fieldsIn(DOCUMENT.components.schemas), ...fieldsIn(DOCUMENT.paths)];
    expect(silent).toEqual([]);
  });
});

describe.each(named)("%s", (_, { method, operation }) => {
  test("takes a body if its method has one, and shows one", () => {
    expect("requestBody" in operation).toBe(/^(POST|PATCH|PUT)/.test(method));
    const shown = Object.values(operation.requestBody?.content["application/json"]?.examples ?? {});
    if (operation.requestBody) expect(shown.length).toBeGreaterThan(0);
  });

  test("has examples that are what it says they must be", () => {
    const { requestBody, responses } = operation;
    const contents = [requestBody?.content, ...Object.values(responses).map(({ content }) => content)];
    for (const { schema, example, examples = {} } of contents.flatMap((content) => Object.values(content ?? {}))) {
      const shown = [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)];
      for (const value of shown) expect(faultBy(schema, value)).toBeNull();
    }
  });

  test("ends its sentences, and says what it needs", () => {
    expect(operation.description).toMatch(/\.$/);
    expect(operation.description).toMatch(/Needs `|Any living token will do|It takes no token/);
    expect(operation.summary).toMatch(/^[A-Z][^.]+$/);
  });
});

/** Fields and parameters that say nothing about themselves, or about what they may be. */
function fieldsIn(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => fieldsIn(each, `${at}/${index}`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as JsonSchema).flatMap(([key, inner]) => {
    if (key === "example" || key === "examples") return [];
    const fields = key === "properties" ? Object.entries(inner as Record<string, JsonSchema>) : [];
    const silent = fields.filter(([name, { description, ...rest }]) => !description || isVague(name, rest));
    const mute = key === "parameters" ? (inner as JsonSchema[]).filter(({ description }) => !description) : [];
    const here = [...silent.map(([name]) => name), ...mute.map(({ name }) => String(name))];
    return [...here.map((name) => `${at}/${key}/${name}`), ...fieldsIn(inner, `${at}/${key}`)];
  });
}

/** The value of a patch can be anything; nothing else can. */
const isVague = (name: string, schema: JsonSchema) => name !== "value" && Object.keys(schema).length === 0;
