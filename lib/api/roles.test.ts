import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, customRoles, customRoleVersions } from "@/drizzle/schema";
import { issue } from "@/lib/testing/account";
import { ID, testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";

const { db } = await testDatabase();
const { call, people, get } = testApi(db);
const post = (secret: string, body: unknown) => call(secret, "POST", "/roles", body);
const patch = (secret: string, key: string, body: unknown, headers = {}) =>
  call(secret, "PATCH", `/roles/${key}`, body, headers);
const remove = (secret: string, path: string) => call(secret, "DELETE", `/roles/${path}`);

const VIEW = allow("view*", "proj/*");
const replace = (path: string, value: unknown) => ({ op: "replace", path, value });

let made = 0;
const body = (more: object = {}) => ({ key: `made-${++made}`, name: "Made", policy: [VIEW], ...more });
const livingRoles = (accountId: string) =>
  db.$count(customRoles, and(eq(customRoles.accountId, accountId), isNull(customRoles.deletedAt)));

describe("POST /roles", () => {
  test("201 answers the representation; what was left out has its preset", async () => {
    const { secret } = await people();
    const { status, json } = await post(secret, { key: "plain", name: "Plain", policy: [VIEW] });
    expect(status).toBe(201);
    expect(json).toEqual({
      _id: expect.stringMatching(ID),
      _links: {
        self: { href: "/api/v2/roles/plain", type: "application/json" },
        parent: { href: "/api/v2/roles", type: "application/json" },
      },
      key: "plain",
      name: "Plain",
      description: "",
      basePermissions: "no_access",
      policy: [VIEW],
      assignedTo: { membersCount: 0, teamsCount: 0 },
    });
  });

  test("everything that is sent comes back as it was sent: order, an empty description, and only the lists that are there", async () => {
    const { secret } = await people();
    const sent = body({
      description: "",
      basePermissions: "reader",
      resourceCategory: "project",
      policy: [
        deny("deleteFlag", "proj/*:env/production:flag/*"),
        { effect: "allow", notActions: ["updateOn"], notResources: ["proj/secret:env/*:flag/*"] },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the policy language
        allow(["*"], ["proj/${roleAttribute/projects}:env/*:flag/*"]),
      ],
    });
    expect(await post(secret, sent)).toMatchObject({ status: 201, json: sent });
    const { json } = await get(secret, `/roles/${sent.key}`);
    expect(json).toMatchObject(sent);
    expect(json.policy).toEqual(sent.policy);
  });

  test.each([
    ["no key", { name: "x", policy: [VIEW] }, "key"],
    ["no name", { key: "x", policy: [VIEW] }, "name"],
    ["no policy", { key: "x", name: "x" }, "policy"],
    ["a key with a space", body({ key: "a b" }), "key"],
    ["a key that is a base role's", body({ key: "Admin" }), "key"],
    ["a name that is too long", body({ name: "x".repeat(129) }), "name"],
    ["a description that is too long", body({ description: "x".repeat(1001) }), "description"],
    ["base permissions of a Writer", body({ basePermissions: "writer" }), "basePermissions"],
    ["a category that is none", body({ resourceCategory: "galaxy" }), "resourceCategory"],
    ["a member that is none", body({ version: 3 }), "version"],
    ["a policy that is none", body({ policy: "everything" }), "policy"],
    ["a statement without resources", body({ policy: [VIEW, { effect: "allow", actions: ["*"] }] }), "/policy/1"],
    ["an effect that is none", body({ policy: [{ ...VIEW, effect: "maybe" }] }), "/policy/0/effect"],
    ["a resource that is a number", body({ policy: [{ ...VIEW, resources: [7] }] }), "/policy/0/resources/0"],
    ["a list", [body()], "body"],
  ])("400 for %s, naming it; nothing is stored", async (_, sent, field) => {
    const { account, secret } = await people();
    const { status, json } = await post(secret, sent);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toContain(field);
    expect(await livingRoles(account.id)).toBe(0);
  });

  test("403 names the action and the resource for whoever may make none", async () => {
    const { account, readers } = await people();
    const { status, json } = await post(readers, body({ key: "sneaky" }));
    expect({ status, code: json.code }).toEqual({ status: 403, code: "forbidden" });
    expect(json.message).toContain("createRole on role/sneaky");
    expect(await livingRoles(account.id)).toBe(0);
  });

  test("403 for a role that gives more than its maker has, naming the first thing (security 3.7)", async () => {
    const { account } = await people();
    const admin = await account.join("admin");
    const { secret } = await issue(db, admin, { role: "admin" });
    const { status, json } = await post(secret, body({ policy: [allow("updateAccountOwner", "acct")] }));
    expect(status).toBe(403);
    expect(json.message).toContain("updateAccountOwner on acct");
    expect(await livingRoles(account.id)).toBe(0);
  });

  test("409 conflict for a key that is taken, in whatever case", async () => {
    const { account, secret } = await people();
    await post(secret, body({ key: "taken" }));
    const { status, json } = await post(secret, body({ key: "TAKEN" }));
    expect({ status, code: json.code }).toEqual({ status: 409, code: "conflict" });
    expect(json.message).toContain("TAKEN");
    expect(await livingRoles(account.id)).toBe(1);
  });
});

describe("GET /roles", () => {
  test("20 a page, walked by the links alone; all at once under older versions (semantics 4.7)", async () => {
    const { owner, secret } = await people();
    for (let i = 0; i < 23; i++) await seedRole(db, owner, [VIEW]);
    const first = (await get(secret, "/roles")).json;
    expect({ items: first.items.length, total: first.totalCount }).toEqual({ items: 20, total: 23 });
    const next = (await get(secret, first._links.next.href.replace("/api/v2", ""))).json;
    expect(next.items).toHaveLength(3);
    expect(Object.keys(next._links)).toEqual(["self", "first", "prev"]);
    expect(new Set([...first.items, ...next.items].map(({ _id }) => _id)).size).toBe(23);
    const old = { "ld-api-version": "20220603" };
    expect((await call(secret, "GET", "/roles", undefined, old)).json.items).toHaveLength(23);
    expect((await call(secret, "GET", "/roles?limit=5", undefined, old)).json.items).toHaveLength(5);
  });

  test.each(["limit=0", "limit=101", "offset=-1"])("400 for ?%s, naming it", async (query) => {
    const { secret } = await people();
    const { status, json } = await get(secret, `/roles?${query}`);
    expect({ status, named: json.message.includes(query.split("=")[0]) }).toEqual({ status: 400, named: true });
  });

  test("a Reader sees all of their account's; whoever has no view of roles sees only what they hold", async () => {
    const { account, owner, readers } = await people();
    const [held] = [await seedRole(db, owner, [VIEW]), await seedRole(db, owner, [VIEW])];
    await seedRole(db, (await people()).owner, [VIEW]);
    expect((await get(readers, "/roles")).json.totalCount).toBe(2);
    const nobody = await account.join("reader");
    const { secret } = await issue(db, nobody);
    await giveRoles(db, owner, nobody, [held]);
    const seen = (await get(secret, "/roles")).json.items.map(({ key }: { key: string }) => key);
    expect(seen).toEqual([held.key]);
  });
});

describe("GET /roles/{keyOrId}", () => {
  test("200 by key and by id, with how many members hold it", async () => {
    const { owner, reader, secret } = await people();
    const role = await seedRole(db, owner, [VIEW]);
    await giveRoles(db, owner, reader, [role]);
    for (const name of [role.key, role.id]) {
      const { status, json } = await get(secret, `/roles/${name}`);
      expect({ status, id: json._id, members: json.assignedTo.membersCount }).toEqual({
        status: 200,
        id: role.id,
        members: 1,
      });
    }
  });

  test("404, one and the same, for what does not exist, is another account's, out of view, or deleted", async () => {
    const { account, owner, secret } = await people();
    const foreign = await seedRole(db, (await people()).owner, [VIEW]);
    const [held, deleted] = [await seedRole(db, owner, [VIEW]), await seedRole(db, owner, [VIEW])];
    const other = await seedRole(db, owner, [VIEW]);
    expect((await remove(secret, deleted.key)).status).toBe(204);
    const nobody = await account.join("reader");
    const blind = await issue(db, nobody);
    await giveRoles(db, owner, nobody, [held]);
    for (const [asker, name] of [
      [secret, UNKNOWN_ID],
      [secret, "no-such-key"],
      [secret, foreign.id],
      [secret, deleted.key],
      [secret, deleted.id],
      [blind.secret, other.key],
    ] as const) {
      const { status, json } = await get(asker, `/roles/${name}`);
      expect({ status, message: json.message }).toEqual({ status: 404, message: "There is no such custom role." });
    }
  });
});

describe("PATCH /roles/{keyOrId}", () => {
  async function one() {
    const known = await people();
    const role = await seedRole(db, known.owner, [VIEW]);
    return { ...known, role, key: role.key, shown: async () => (await get(known.secret, `/roles/${role.key}`)).json };
  }

  test.each([
    [
      "operations with a comment",
      { patch: [replace("/name", "New"), replace("/description", "d")], comment: "why" },
      {},
    ],
    ["bare operations", [replace("/name", "New"), replace("/description", "d")], {}],
    ["a merge patch with a comment", { merge: { name: "New", description: "d" }, comment: "why" }, {}],
    [
      "a merge patch by its type",
      { name: "New", description: "d" },
      { "content-type": "application/merge-patch+json" },
    ],
    ["a plain object", { name: "New", description: "d" }, {}],
  ])("200 for %s", async (_, sent, headers) => {
    const { secret, key, shown } = await one();
    expect((await patch(secret, key, sent, headers)).status).toBe(200);
    expect(await shown()).toMatchObject({ name: "New", description: "d", policy: [VIEW] });
  });

  test("statements are inserted, appended, replaced and taken away where they are said to be", async () => {
    const { secret, key, shown } = await one();
    const [first, last] = [deny("view*", "proj/a"), deny("view*", "proj/z")];
    const add = [
      { op: "add", path: "/policy/0", value: first },
      { op: "add", path: "/policy/-", value: last },
    ];
    expect((await patch(secret, key, add)).json.policy).toEqual([first, VIEW, last]);
    const cut = [
      { op: "remove", path: "/policy/2" },
      { op: "test", path: "/policy/1", value: VIEW },
    ];
    expect((await patch(secret, key, [...cut, replace("/policy/0", last)])).json.policy).toEqual([last, VIEW]);
    expect((await shown()).policy).toEqual([last, VIEW]);
  });

  test("in a merge patch null takes a member away, if it can be missed", async () => {
    const { secret, key, shown } = await one();
    await patch(secret, key, { description: "d", basePermissions: "reader" });
    expect((await patch(secret, key, { description: null, basePermissions: null })).status).toBe(200);
    expect(await shown()).toMatchObject({ description: "", basePermissions: "no_access" });
    expect(await patch(secret, key, { name: null })).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining("name") },
    });
  });

  test("each change is a version with its comment and an audit entry; the same again is neither", async () => {
    const { secret, key, role } = await one();
    for (let i = 0; i < 2; i++) await patch(secret, key, { patch: [replace("/name", "New")], comment: "renamed" });
    const versions = await db
      .select()
      .from(customRoleVersions)
      .where(eq(customRoleVersions.roleId, role.id))
      .orderBy(customRoleVersions.version);
    expect(versions.map(({ name, comment }) => [name, comment])).toEqual([
      [role.name, null],
      ["New", "renamed"],
    ]);
    const entries = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.targetId, role.id))
      .orderBy(auditEntries.at);
    expect(entries.map(({ action, actorKind }) => [action, actorKind]).at(-1)).toEqual(["updateName", "access_token"]);
    expect(entries).toHaveLength(2);
  });

  test("two that append at once both do: nobody's statement is lost", async () => {
    const { secret, key, shown } = await one();
    const appended = ["a", "b", "c", "d"].map((name) => deny("view*", `proj/${name}`));
    const answers = await Promise.all(
      appended.map((value) => patch(secret, key, [{ op: "add", path: "/policy/-", value }])),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await shown()).policy).toHaveLength(5);
  });

  test.each([
    ["the key", [replace("/key", "other")], "/key"],
    ["the category", [replace("/resourceCategory", "any")], "/resourceCategory"],
    ["a place further in", [replace("/policy/0/effect", "deny")], "/policy/0/effect"],
    ["an unknown member", { nme: "x" }, "nme"],
    ["an unknown member in a merge", { merge: { nme: "x" } }, "/merge/nme"],
    ["a move", { patch: [{ op: "move", from: "/name", path: "/description" }] }, "/patch/0/op"],
    ["a name that is empty", [replace("/name", "")], "name"],
    ["base permissions of a Writer", { basePermissions: "writer" }, "basePermissions"],
    ["a statement that is none", [{ op: "add", path: "/policy/-", value: { effect: "allow" } }], "/policy/1"],
    ["a policy that is taken away", [{ op: "remove", path: "/policy" }], "policy"],
  ])("400 for %s, naming it; nothing is changed", async (_, sent, field) => {
    const { secret, key, shown } = await one();
    const before = await shown();
    const { status, json } = await patch(secret, key, sent);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toContain(field);
    expect(await shown()).toEqual(before);
  });

  test("422 patch_failed where there is nothing, or a test fails; nothing is changed", async () => {
    const { secret, key, shown } = await one();
    const before = await shown();
    for (const failing of [
      { op: "remove", path: "/policy/1" },
      { op: "replace", path: "/policy/1", value: VIEW },
      { op: "add", path: "/policy/3", value: VIEW },
      { op: "test", path: "/name", value: "other" },
    ]) {
      const { status, json } = await patch(secret, key, [replace("/name", "New"), failing]);
      expect({ status, code: json.code }).toEqual({ status: 422, code: "patch_failed" });
    }
    expect(await shown()).toEqual(before);
  });

  test("403 names the action and the resource; 404 for a role that is none; 409 for one that locks its editor out", async () => {
    const { account, owner, readers, key, secret } = await one();
    const refused = await patch(readers, key, { name: "New" });
    expect(refused.status).toBe(403);
    expect(refused.json.message).toContain(`updateName on role/${key}`);
    expect((await patch(secret, "no-such-key", { name: "New" })).status).toBe(404);
    const editing = await seedRole(db, owner, [allow("*", "role/*")]);
    const editor = await account.join("admin");
    const token = await issue(db, editor, { role: "admin" });
    await giveRoles(db, owner, editor, [editing]);
    const locking = await patch(token.secret, editing.key, { policy: [allow("viewRole", "role/*")] });
    expect({ status: locking.status, code: locking.json.code }).toEqual({ status: 409, code: "conflict" });
  });
});

describe("DELETE /roles/{keyOrId}", () => {
  test("204 by key or id; then 404, and its key is free again", async () => {
    const { owner, secret } = await people();
    const [one, two] = [await seedRole(db, owner, [VIEW]), await seedRole(db, owner, [VIEW])];
    expect(await remove(secret, one.key)).toMatchObject({ status: 204, text: "" });
    expect((await remove(secret, two.id)).status).toBe(204);
    expect((await remove(secret, one.key)).status).toBe(404);
    expect((await post(secret, body({ key: one.key }))).status).toBe(201);
  });

  test("409 conflict while somebody has it, saying how many do; with force it goes, and leaves nothing in its place", async () => {
    const { owner, reader, secret } = await people();
    const role = await seedRole(db, owner, [VIEW]);
    await giveRoles(db, owner, reader, [role]);
    const token = await issue(db, owner, { role: { source: "custom", roles: [role.key] } });
    const { status, json } = await remove(secret, role.key);
    expect({ status, code: json.code }).toEqual({ status: 409, code: "conflict" });
    expect(json.message).toContain("1 member and 1 token");
    expect((await remove(secret, `${role.key}?force=maybe`)).status).toBe(400);
    expect((await get(secret, `/roles/${role.key}`)).status).toBe(200);
    expect((await remove(secret, `${role.key}?force=true`)).status).toBe(204);
    expect((await get(secret, `/tokens/${token.token.id}`)).json.customRoleIds).toEqual([]);
    expect((await get(token.secret, "/roles")).json.items).toEqual([]);
  });

  test("403 names the action and the resource, and the role stays", async () => {
    const { owner, secret, readers } = await people();
    const { key } = await seedRole(db, owner, [VIEW]);
    const { status, json } = await remove(readers, key);
    expect({ status, named: json.message.includes(`deleteRole on role/${key}`) }).toEqual({ status: 403, named: true });
    expect((await get(secret, `/roles/${key}`)).status).toBe(200);
  });
});

describe("Terraform's sequence for a custom role (semantics 7.4)", () => {
  test("created, read, updated, imported by key, deleted: every plan is empty", async () => {
    const { secret } = await people();
    const sent = {
      key: "tf-role",
      name: "Terraform",
      description: "",
      basePermissions: "reader",
      policy: [
        { effect: "deny", notActions: ["viewProject"], notResources: ["proj/tf"] },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the policy language
        { effect: "allow", actions: ["*"], resources: ["proj/${roleAttribute/projects}:env/*:flag/*"] },
      ],
    };
    const planned = async (expected: typeof sent) => {
      const { json } = await get(secret, "/roles/tf-role");
      const { key, name, description, basePermissions, policy } = json;
      expect({ key, name, description, basePermissions, policy }).toEqual(expected);
    };
    expect((await post(secret, sent)).status).toBe(201);
    await planned(sent);
    const changed = {
      ...sent,
      name: "Terraform 2",
      description: "now with words",
      basePermissions: "no_access",
      policy: [{ effect: "allow", actions: ["*"], resources: ["proj/*"] }],
    };
    const { name, description, policy, basePermissions } = changed;
    const operations = Object.entries({ name, description, policy, basePermissions }).map(([member, value]) =>
      replace(`/${member}`, value),
    );
    expect((await patch(secret, "tf-role", { patch: operations })).status).toBe(200);
    await planned(changed);
    expect((await patch(secret, "tf-role", { patch: [replace("/description", "")] })).status).toBe(200);
    await planned({ ...changed, description: "" });
    expect((await remove(secret, "tf-role")).status).toBe(204);
    expect((await get(secret, "/roles/tf-role")).status).toBe(404);
  });
});
