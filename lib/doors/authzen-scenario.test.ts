import http from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { seedAccount } from "@/lib/testing/account";
import { listen } from "@/lib/testing/beside";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { openDoors } from "./doors";

// The certification scenario of the AuthZEN Authorization API 1.0, levels Basic and Batch, each Core and Properties, row by row
// (wire 5). Its users alice and bob are members by their ids, its records resources in full (ruling R42).
const { db, url } = await testDatabase();
const instance = startInstance(url);
beforeItGoes(() => instance.stop());
const doors = openDoors({ db, authority: instance.authority, note: () => {}, onError: () => {} });
const server = http.createServer((request, response) => {
  if (!doors(request, response, request.url ?? "/", "")) response.writeHead(404).end();
});
let origin = "";
beforeAll(async () => {
  origin = `http://127.0.0.1:${await listen(server)}`;
  await untilHeld(instance);
});

const account = await seedAccount(db);
const owner = await account.join("owner");
const [alice, bob] = [await account.join("reader"), await account.join("reader")];
const editor = await seedRole(db, owner, [
  allow(["read", "write"], "record/*"),
  deny("write", "record/*;{status:archived}"),
  allow("delete", "record/*;{action.soft:true}"),
]);
const admin = await seedRole(db, owner, [allow("read", "record/*"), allow("write", "record/*;{status:archived}")]);
await giveRoles(db, owner, alice, [editor]);
await giveRoles(db, owner, bob, [admin]);
const made = await createGateway(db, owner.principal, { name: "pep" });
if (!made.ok) throw new Error(made.error.kind);
const bearer = { authorization: `Bearer ${made.value.secret.reveal()}` };

const ALICE = { type: "member", id: alice.id };
const BOB = { type: "member", id: bob.id, properties: { role: "admin" } };
const ACTIVE = { type: "record", id: "record/record-1" };
const ARCHIVED = { type: "record", id: "record/record-2", properties: { status: "archived" } };
const does = (name: string, properties?: object) => ({ name, ...(properties && { properties }) });

/** What must hold, as the scenario lists it. */
const CORE = [
  ["alice reads record-1", { subject: ALICE, action: does("read"), resource: ACTIVE }, true],
  ["alice writes record-1", { subject: ALICE, action: does("write"), resource: ACTIVE }, true],
  ["bob reads record-1", { subject: BOB, action: does("read"), resource: ACTIVE }, true],
  ["bob writes record-1", { subject: BOB, action: does("write"), resource: ACTIVE }, false],
] as const;
const PROPERTIES = [
  ["alice writes what is archived", { subject: ALICE, action: does("write"), resource: ARCHIVED }, false],
  ["an admin writes what is archived", { subject: BOB, action: does("write"), resource: ARCHIVED }, true],
  ["alice deletes softly", { subject: ALICE, action: does("delete", { soft: true }), resource: ACTIVE }, true],
  ["alice deletes for good", { subject: ALICE, action: does("delete", { soft: false }), resource: ACTIVE }, false],
] as const;

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${origin}/access/v1/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...bearer, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const whole = { subject: ALICE, action: does("read"), resource: ACTIVE };
/** Each required member missing, empty and of another kind. */
const MALFORMED: (readonly [string, unknown])[] = [
  ...(["subject", "action", "resource"] as const).flatMap((member) => [
    [`no ${member}`, { ...whole, [member]: undefined }] as const,
    [`${member} null`, { ...whole, [member]: null }] as const,
    [`${member} a text`, { ...whole, [member]: "x" }] as const,
    [`${member} a list`, { ...whole, [member]: [] }] as const,
    [`${member} empty`, { ...whole, [member]: {} }] as const,
  ]),
  ...(["type", "id"] as const).flatMap((member) =>
    ([undefined, "", 7, null, {}] as const).flatMap((value) => [
      [`subject.${member} ${JSON.stringify(value)}`, { ...whole, subject: { ...ALICE, [member]: value } }] as const,
      [`resource.${member} ${JSON.stringify(value)}`, { ...whole, resource: { ...ACTIVE, [member]: value } }] as const,
    ]),
  ),
  ...([undefined, "", 7, null, {}] as const).map(
    (name) => [`action.name ${JSON.stringify(name)}`, { ...whole, action: { name } }] as const,
  ),
  ["properties that are no object", { ...whole, resource: { ...ACTIVE, properties: "x" } }],
  ["context that is no object", { ...whole, context: "x" }],
  ["an empty body", ""],
  ["no JSON", "subject=alice"],
  ["a list", "[]"],
  ["a number", "7"],
  ["null", "null"],
];

describe.each(["evaluation", "evaluations"])("Basic, asked at %s", (path) => {
  test.each([...CORE, ...PROPERTIES])("%s: %j is %s", async (_, question, decision) => {
    const answer = await post(path, question);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ decision });
  });

  test.each(MALFORMED)("%s is a 400", async (_, body) => {
    expect((await post(path, body)).status).toBe(400);
  });

  test("another content type is a 400 and not a 415, nobody's credential a 401 and not a no", async () => {
    expect((await post(path, whole, { "content-type": "text/plain" })).status).toBe(400);
    expect((await post(path, whole, { authorization: "Bearer nobody's" })).status).toBe(401);
  });

  test("members that nobody knows are ignored, and the request's name comes back", async () => {
    const more = { ...whole, extra: [1], subject: { ...ALICE, nick: "al" }, context: { time: "2026-11-25T00:00:00Z" } };
    const answer = await post(path, more, { "x-request-id": "bfe9eb29-ab87-4ca3-be83-a1d5d8305716" });
    expect(await answer.json()).toEqual({ decision: true });
    expect(answer.headers.get("x-request-id")).toBe("bfe9eb29-ab87-4ca3-be83-a1d5d8305716");
    expect(answer.headers.get("content-type")).toBe("application/json");
  });
});

describe("Batch", () => {
  const all = [...CORE, ...PROPERTIES];
  const decisions = (answers: unknown[]) => ({ evaluations: answers.map((decision) => ({ decision })) });
  const batch = async (body: object) => {
    const answer = await post("evaluations", body);
    expect(answer.status).toBe(200);
    return answer.json();
  };

  test("every question of Basic in one, in its order", async () => {
    const evaluations = all.map(([, question]) => question);
    expect(await batch({ evaluations })).toEqual(decisions(all.map(([, , decision]) => decision)));
  });

  test("what stands beside the list is a default for what an item leaves out", async () => {
    const items = [
      { resource: ACTIVE },
      { resource: ARCHIVED },
      { action: does("read"), resource: ARCHIVED },
      { subject: BOB, resource: ARCHIVED },
    ];
    expect(await batch({ subject: ALICE, action: does("write"), evaluations: items })).toEqual(
      decisions([true, false, true, true]),
    );
  });

  test("a default is replaced whole, never merged", async () => {
    const beside = { subject: ALICE, action: does("delete", { soft: true }), resource: ARCHIVED };
    const items = [
      {},
      { action: does("delete") },
      { action: does("write"), resource: { type: "record", id: "record/record-2" } },
    ];
    expect(await batch({ ...beside, evaluations: items })).toEqual(decisions([true, false, true]));
    // Half an entity is a broken one, though the default has the rest.
    expect(await batch({ ...beside, evaluations: [{ resource: { type: "record" } }, {}] })).toEqual(
      decisions([false, true]),
    );
  });

  test("an item that is broken is a no, and the others are answered", async () => {
    const items = [whole, { subject: ALICE }, { ...whole, action: { name: 7 } }, whole];
    expect(await batch({ evaluations: items })).toEqual(decisions([true, false, false, true]));
    // What is no object takes nothing from beside the list.
    const strange = ["x", 7, null, [], [whole], true];
    expect(await batch({ ...whole, evaluations: [...strange, {}] })).toEqual(
      decisions([...strange.map(() => false), true]),
    );
  });

  test("without a list, or with an empty one, it is the single question", async () => {
    expect(await batch(whole)).toEqual({ decision: true });
    expect(await batch({ ...whole, evaluations: [] })).toEqual({ decision: true });
  });

  test.each([
    ["execute_all", [true, false, true]],
    ["deny_on_first_deny", [true, false]],
    ["permit_on_first_permit", [true]],
  ])("%s answers %j", async (evaluations_semantic, answers) => {
    const items = [{ resource: ACTIVE }, { resource: ARCHIVED }, { resource: ACTIVE }];
    const asked = { subject: ALICE, action: does("write"), evaluations: items, options: { evaluations_semantic } };
    expect(await batch(asked)).toEqual(decisions(answers));
  });

  test("a list that is none, and options that are none, are a 400", async () => {
    for (const body of [
      { ...whole, evaluations: "x" },
      { ...whole, evaluations: {} },
      { evaluations: [whole], options: 7 },
      { subject: 7, evaluations: [whole] },
    ])
      expect((await post("evaluations", body)).status).toBe(400);
  });
});
