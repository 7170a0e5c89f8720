import { describe, expect, it } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";

const { db } = await testDatabase();
const { call, people } = testApi(db);
const { secret, reader } = await people();

const LATE = 8.64e15;
const all = (filter: object) => ({ instructions: [{ kind: "replaceAllMembersRoles", value: "reader", ...filter }] });
const member = (more: object) => [{ email: "odd@acme.example", ...more }];
const statement = { effect: "allow", actions: ["x"], resources: ["x/y"] };

describe("no input of the API breaks the server", () => {
  const ODD = ["a\0b", "\ud800", "%", "'", "\\", "x".repeat(64), "*", ""];
  const inPaths = ["/tokens/", "/roles/", "/members/", "/auditlog/"];
  const inQueries = [
    ...["query", "role", "id", "email", "lastSeen"].map((field) => `/members?filter=${field}%3A`),
    ...["limit", "offset", "sort", "expand", "filter"].map((name) => `/members?${name}=`),
    ...["q", "spec", "before", "after", "limit", "cursor"].map((name) => `/auditlog?${name}=`),
    "/roles?limit=",
    "/tokens?showAll=",
  ];
  const bodies: [string, string, (odd: string) => unknown][] = [
    ["POST", "/tokens", (odd) => ({ name: odd })],
    ["POST", "/tokens", (odd) => ({ description: odd })],
    ["POST", "/tokens", (odd) => ({ customRoleIds: [odd] })],
    ["POST", "/tokens", (odd) => ({ inlineRole: [{ ...statement, actions: [odd] }] })],
    ["POST", "/tokens", (odd) => ({ inlineRole: [{ ...statement, resources: [`x/${odd}`] }] })],
    ["POST", "/roles", (odd) => ({ key: odd, name: odd, description: odd, policy: [] })],
    ["POST", "/members", (odd) => member({ email: `${odd}@acme.example` })],
    ["POST", "/members", (odd) => member({ firstName: odd, lastName: odd })],
    ["POST", "/members", (odd) => member({ customRoles: [odd] })],
    ["POST", "/members", (odd) => member({ roleAttributes: { [odd]: [odd] } })],
    ["PATCH", `/members/${reader.id}`, (odd) => [{ op: "add", path: "/customRoles/-", value: odd }]],
    ["PATCH", `/members/${reader.id}`, (odd) => [{ op: "add", path: odd, value: odd }]],
    [
      "PATCH",
      `/members/${reader.id}`,
      (odd) => ({ comment: odd, patch: [{ op: "replace", path: "/role", value: "reader" }] }),
    ],
    ["PATCH", "/members", (odd) => all({ filterQuery: odd })],
    ["PATCH", "/members", (odd) => all({ filterRoles: odd })],
    ["PATCH", "/members", (odd) => all({ ignoredMemberIDs: [odd] })],
    ["POST", "/auditlog", (odd) => [{ ...statement, resources: [odd] }]],
  ];

  it.each(ODD)("the text %j in a path, a query or a body", async (odd) => {
    const encoded = encodeURIComponent(odd.isWellFormed() ? odd : "\ufffd");
    for (const path of inPaths)
      for (const method of ["GET", "PATCH", "DELETE"])
        expect((await call(secret, method, path + encoded, method === "PATCH" ? [] : undefined)).status).toBeLessThan(
          500,
        );
    for (const path of inQueries) expect((await call(secret, "GET", path + encoded)).status).toBeLessThan(500);
    for (const [method, path, body] of bodies)
      expect((await call(secret, method, path, body(odd))).status, `${method} ${path}`).toBeLessThan(500);
  });

  it("U+0000 is refused where it stands, and named", async () => {
    expect(await call(secret, "GET", "/roles/a%00b")).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining("U+0000") },
    });
    const inBody = await call(secret, "POST", "/tokens", { customRoleIds: ["a\0b"] });
    expect(inBody).toMatchObject({ status: 400, json: { message: expect.stringContaining("U+0000") } });
  });

  it("an instant that the database cannot write", async () => {
    const made = await call(secret, "POST", "/tokens", {});
    const path = `/tokens/${made.json._id}`;
    expect((await call(secret, "POST", "/tokens", { expirationDate: LATE })).status).toBe(400);
    expect((await call(secret, "PATCH", path, [{ op: "add", path: "/expirationDate", value: LATE }])).status).toBe(400);
    expect((await call(secret, "PATCH", "/members", all({ filterLastSeen: { before: LATE } }))).status).toBeLessThan(
      500,
    );
  });

  it.each(["%", "%ff", "%E0%A4%A", "..%2f", "a/b", "?limit=1&limit=2", "?x[__proto__]=1"])(
    "the path ending %s",
    async (end) => {
      for (const path of inPaths) expect((await call(secret, "GET", path + end)).status).toBeLessThan(500);
    },
  );
});
