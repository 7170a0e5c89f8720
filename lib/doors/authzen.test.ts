import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { removeMember } from "@/lib/members/remove-member";
import { issue, seedAccount } from "@/lib/testing/account";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { openDoors } from "./doors";
import type { GatewayUse } from "./note-use";

// The certification scenario of the AuthZEN Authorization API 1.0, as far as its levels Basic and Batch go, with the
// subjects, resources and properties that this product has (ruling R42).
const { db, url } = await testDatabase();
const instance = startInstance(url);
beforeItGoes(() => instance.stop());
const uses: GatewayUse[] = [];
const doors = openDoors({
  db,
  authority: instance.authority,
  note: (_, use) => void uses.push(use),
  onError: () => {},
});
let origin = "";
const server = http.createServer((request, response) => {
  if (!doors(request, response, request.url ?? "/", origin)) response.writeHead(418).end();
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await untilHeld(instance);
});
afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

const account = await seedAccount(db);
const owner = await account.join("owner");
const [alice, bob] = [await account.join("reader"), await account.join("reader")];
const editor = await seedRole(db, owner, [
  allow(["read", "write", "delete"], "record/*"),
  deny("write", "record/*;{status:archived}"),
]);
const looker = await seedRole(db, owner, [allow("read", "record/*")]);
await giveRoles(db, owner, alice, [editor]);
await giveRoles(db, owner, bob, [looker]);
const made = await createGateway(db, owner.principal, { name: "pep" });
if (!made.ok) throw new Error(made.error.kind);
const bearer = { authorization: `Bearer ${made.value.secret.reveal()}`, "content-type": "application/json" };
const member = ({ id }: { id: string }) => ({ type: "member", id });
const record = (id: string, properties?: object) => ({
  type: "record",
  id: `record/${id}`,
  ...(properties && { properties }),
});
const question = (who: { id: string }, action: string, resource: object = record("record-1")) => ({
  subject: member(who),
  action: { name: action },
  resource,
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(origin + path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { ...bearer, ...headers },
  });
const asked = async (body: unknown) => (await post("/access/v1/evaluation", body)).json();
const batch = async (body: unknown) => (await post("/access/v1/evaluations", body)).json();
const yes = { decision: true };
const no = { decision: false };

describe("one question", () => {
  test("a caller that is no gateway gets 401", async () => {
    for (const authorization of [
      "",
      "Bearer nonsense",
      ...[`a:b`, `a:${made.value.secret.reveal()}`].map((text) => `Basic ${btoa(text)}`),
    ])
      expect((await post("/access/v1/evaluation", question(alice, "read"), { authorization })).status).toBe(401);
  });

  test.each([
    ["no body", ""],
    ["no JSON", "{"],
    ["a list", "[]"],
    ["no subject", { action: { name: "read" }, resource: record("record-1") }],
    ["a subject without an id", { ...question(alice, "read"), subject: { type: "member" } }],
    ["an empty type", { ...question(alice, "read"), resource: { type: "", id: "record/x" } }],
    ["an action that is a text", { ...question(alice, "read"), action: "read" }],
    ["a number for an id", { ...question(alice, "read"), resource: { type: "record", id: 7 } }],
  ])("%s is a 400", async (_, body) => {
    expect((await post("/access/v1/evaluation", body)).status).toBe(400);
  });

  test("another content type is a 400, and another method a 405", async () => {
    expect(
      (await post("/access/v1/evaluation", question(alice, "read"), { "content-type": "text/plain" })).status,
    ).toBe(400);
    expect((await fetch(`${origin}/access/v1/evaluation`, { headers: bearer })).status).toBe(405);
  });

  test("who may is told yes, who may not is told no with 200, and members nobody knows are ignored", async () => {
    expect(await asked(question(alice, "read"))).toEqual(yes);
    expect(await asked(question(alice, "write"))).toEqual(yes);
    expect(await asked(question(bob, "read"))).toEqual(yes);
    expect(await asked({ ...question(bob, "write"), context: { role: "admin" }, extra: 1 })).toEqual(no);
    const claims = { ...question(bob, "write"), subject: { ...member(bob), properties: { role: "admin" } } };
    expect(await asked(claims)).toEqual(no);
  });

  test("properties of a resource are matched by policies; one that cannot be written down is a no", async () => {
    expect(await asked(question(alice, "write", record("record-2", { status: "archived" })))).toEqual(no);
    expect(await asked(question(alice, "write", record("record-2", { status: "active" })))).toEqual(yes);
    expect(await asked(question(alice, "write", record("record-2", { status: "archived}:x/{" })))).toEqual(no);
    expect(await asked(question(alice, "write", record("record-2", { tags: ["a;b"] })))).toEqual(no);
    expect(await asked(question(alice, "read", { type: "invoice", id: "record/record-1" }))).toEqual(no);
  });

  test("unknown subjects, kinds, actions and another account's member are a no", async () => {
    const stranger = await (await seedAccount(db, "Other")).join("owner");
    for (const subject of [
      member({ id: "0".repeat(24) }),
      { type: "user", id: alice.id },
      member(stranger),
      { type: "member", id: "*" },
    ])
      expect(await asked({ ...question(alice, "read"), subject })).toEqual(no);
    expect(await asked(question(alice, "explode"))).toEqual(no);
  });

  test("a token is a subject by its id until it is revoked, a member until they are removed; a token's questions are counted", async () => {
    const leaver = await account.join("reader");
    await giveRoles(db, owner, leaver, [looker]);
    const { token } = await issue(db, owner, { role: "owner" });
    const ofToken = { ...question(alice, "read"), subject: { type: "token", id: token.id } };
    expect([await asked(ofToken), await asked(ofToken)]).toEqual([yes, yes]);
    expect(uses.filter(({ holder }) => holder.id === token.id)).toHaveLength(2);
    await revokeToken(db, owner.principal, { id: token.id, reason: "" });
    expect(await asked(ofToken)).toEqual(no);
    expect(await asked(question(leaver, "read"))).toEqual(yes);
    await removeMember(db, owner.principal, leaver.id);
    expect(await asked(question(leaver, "read"))).toEqual(no);
  });

  test("the caller's name for its request comes back", async () => {
    const answer = await post("/access/v1/evaluation", question(alice, "read"), { "x-request-id": "req-1" });
    expect(answer.headers.get("x-request-id")).toBe("req-1");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

describe("several questions", () => {
  const items = [
    { resource: record("record-1") },
    { resource: record("record-2", { status: "archived" }) },
    { resource: record("record-3") },
  ];
  const shared = { subject: member(alice), action: { name: "write" } };

  test("are answered in their order, with what they leave out taken whole from beside the list", async () => {
    expect(await batch({ ...shared, evaluations: items })).toEqual({ evaluations: [yes, no, yes] });
    const own = {
      subject: member(alice),
      action: { name: "write", properties: { soft: true } },
      resource: record("record-2", { status: "archived" }),
    };
    expect(await batch({ ...own, evaluations: [{ resource: record("record-2") }, {}] })).toEqual({
      evaluations: [yes, no],
    });
  });

  test("stop early where that is asked for", async () => {
    const until = (evaluations_semantic: string) =>
      batch({ ...shared, evaluations: items, options: { evaluations_semantic } });
    expect(await until("execute_all")).toEqual({ evaluations: [yes, no, yes] });
    expect(await until("deny_on_first_deny")).toEqual({ evaluations: [yes, no] });
    expect(await until("permit_on_first_permit")).toEqual({ evaluations: [yes] });
  });

  test("one that is broken is a no, and the others are answered", async () => {
    expect(await batch({ ...shared, evaluations: [{}, { resource: { type: "record" } }, items[0]] })).toEqual({
      evaluations: [no, no, yes],
    });
  });

  test("without a list, or with an empty one, it is the single question", async () => {
    expect(await batch(question(alice, "read"))).toEqual(yes);
    expect(await batch({ ...question(bob, "write"), evaluations: [] })).toEqual(no);
    expect((await post("/access/v1/evaluations", { evaluations: [] })).status).toBe(400);
  });

  test("too many, and an unknown way of going on, are a 400", async () => {
    const many = Array.from({ length: 51 }, () => items[0]);
    expect((await post("/access/v1/evaluations", { ...shared, evaluations: many })).status).toBe(400);
    const options = { evaluations_semantic: "guess" };
    expect((await post("/access/v1/evaluations", { ...shared, evaluations: items, options })).status).toBe(400);
  });
});

test("discovery names the endpoints under the address that was asked", async () => {
  const answer = await fetch(`${origin}/.well-known/authzen-configuration`);
  expect(await answer.json()).toEqual({
    policy_decision_point: origin,
    access_evaluation_endpoint: `${origin}/access/v1/evaluation`,
    access_evaluations_endpoint: `${origin}/access/v1/evaluations`,
  });
});
