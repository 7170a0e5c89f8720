import { expect, test } from "vitest";
import { testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { allow } from "@/lib/testing/roles";

const { db } = await testDatabase();
const { call, people } = testApi(db);
const { secret, owner } = await people();

const policy = [allow("*", "proj/*")];
const BODIES: readonly (readonly [string, string, string, unknown])[] = [
  ["a role's key", "POST", "/roles", { key: secret, name: "n", policy }],
  ["a role's description", "POST", "/roles", { key: "k", name: "n", description: `use ${secret}`, policy }],
  ["a policy's resource", "POST", "/roles", { key: "k", name: "n", policy: [allow("*", `proj/${secret}`)] }],
  ["a policy's action", "POST", "/roles", { key: "k", name: "n", policy: [allow(secret, "proj/*")] }],
  ["a token's own policy", "POST", "/tokens", { name: "n", inlineRole: [allow("*", `proj/${secret}`)] }],
  ["a token's note", "POST", "/tokens", { name: "n", description: secret }],
  ["a custom role to have", "POST", "/tokens", { name: "n", customRoleIds: [secret] }],
  ["a first name", "POST", "/members", [{ email: "a@b.example", firstName: secret }]],
  ["an address", "POST", "/members", [{ email: `${secret}@b.example` }]],
  ["a role attribute", "POST", "/members", [{ email: "a@b.example", roleAttributes: { key: [secret] } }]],
  ["a field nobody knows", "POST", "/members", [{ email: "a@b.example", [secret]: 1 }]],
  ["a place to patch", "PATCH", `/members/${owner.id}`, [{ op: "add", path: `/${secret}`, value: 1 }]],
];

test.each(BODIES)("a secret in the place of %s is refused, and not said again", async (_, method, path, body) => {
  const { status, text } = await call(secret, method, path, body);
  expect(status).toBe(400);
  expect(text).not.toContain(secret);
});

test("a secret in the place of a member's id is not said again", async () => {
  const instructions = [{ kind: "replaceMembersRoles", value: "reader", memberIDs: [secret, UNKNOWN_ID] }];
  const { status, text } = await call(secret, "PATCH", "/members", { instructions });
  expect(status).toBe(200);
  expect(text).not.toContain(secret);
});

test.each([
  ["GET", "/roles/%00", undefined],
  ["GET", "/tokens/%00", undefined],
  ["DELETE", "/members/a%00", undefined],
  ["GET", "/auditlog/%00", undefined],
  ["GET", "/auditlog?q=%00x", undefined],
  ["GET", "/members?filter=query:%00", undefined],
  ["POST", "/tokens", { name: "n", customRoleIds: ["\u0000"] }],
  ["PATCH", "/members", { instructions: [{ kind: "replaceAllMembersRoles", value: "reader", filterQuery: "\u0000" }] }],
])("%s %s with a character that no text in the database holds is refused, as %j", async (method, path, body) => {
  expect((await call(secret, method, path, body)).status).toBe(400);
});
