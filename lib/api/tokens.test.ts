import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accessTokens, auditEntries } from "@/drizzle/schema";
import { issue, seedAccount } from "@/lib/testing/account";
import { ID, testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, seedRole } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";

const { db } = await testDatabase();
const { api, call, get } = testApi(db);
const post = (secret: string, body: unknown, headers = {}) => call(secret, "POST", "/tokens", body, headers);
const patch = (secret: string, id: string, body: unknown, headers = {}) =>
  call(secret, "PATCH", `/tokens/${id}`, body, headers);

async function people() {
  const account = await seedAccount(db);
  const [owner, writer] = [await account.join("owner"), await account.join("writer")];
  return { account, owner, writer, ownerToken: await issue(db, owner, { role: "owner", name: "owner's" }) };
}

describe("POST /tokens", () => {
  test("201 answers the representation with the whole secret, which works; nothing shows it again", async () => {
    const { owner, ownerToken } = await people();
    const expirationDate = Date.now() + 86_400_000;
    const { status, json } = await post(ownerToken.secret, {
      name: "ci",
      description: "builds",
      role: "writer",
      expirationDate,
    });
    expect(status).toBe(201);
    expect(json).toEqual({
      _id: expect.stringMatching(ID),
      ownerId: owner.id,
      memberId: owner.id,
      _member: expect.objectContaining({ _id: owner.id, role: "owner", email: owner.email }),
      name: "ci",
      description: "builds",
      creationDate: expect.any(Number),
      lastModified: json.creationDate,
      role: "writer",
      token: expect.stringMatching(/^lkp_[0-9A-Za-z]{49}$/),
      serviceToken: false,
      defaultApiVersion: 20240415,
      expirationDate,
      _links: {
        self: { href: `/api/v2/tokens/${json._id}`, type: "application/json" },
        parent: { href: "/api/v2/tokens", type: "application/json" },
      },
    });
    expect((await get(json.token, "/caller-identity")).json.tokenId).toBe(json._id);
    const [again] = await db.select().from(auditEntries).where(eq(auditEntries.targetId, json._id));
    expect(again).toMatchObject({ actorKind: "access_token", actorId: ownerToken.token.id });
    for (const path of ["/tokens?showAll=true", `/tokens/${json._id}`]) {
      const { text } = await get(ownerToken.secret, path);
      expect(text).toContain(`"token":"${json.token.slice(-4)}"`);
      expect(text).not.toContain(json.token.slice(4, 20));
    }
  });

  test("201 with no more than an empty object: a Reader token without a name", async () => {
    const { ownerToken } = await people();
    const { status, json } = await post(ownerToken.secret, {});
    expect({ status, role: json.role, named: "name" in json, lastUsed: "lastUsed" in json }).toEqual({
      status: 201,
      role: "reader",
      named: false,
      lastUsed: false,
    });
  });

  test.each([
    ["an unknown member", { name: "x", ownerId: "y" }, "ownerId"],
    ["a smuggled ceiling", { ceilings: [] }, "ceilings"],
    ["a role that is none", { role: "emperor" }, "role"],
    ["no access as a role", { role: "no_access" }, "role"],
    ["a number for a name", { name: 7 }, "name"],
    ["a name that is too long", { name: "x".repeat(101) }, "name"],
    ["a name that hides something", { name: "a\u202Eb" }, "name"],
    ["a note that is too long", { description: "x".repeat(501) }, "description"],
    [
      "a note that holds a secret",
      { description: `use lkp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1kDoSC` },
      "description",
    ],
    ["an expiry in seconds", { expirationDate: 1_900_000_000 }, "expirationDate"],
    ["an expiry in words", { expirationDate: "tomorrow" }, "expirationDate"],
    ["an expiry out of the calendar", { expirationDate: 9e15 }, "expirationDate"],
    ["a version that never was", { defaultApiVersion: 1 }, "defaultApiVersion"],
    ["a service token in words", { serviceToken: "yes" }, "serviceToken"],
    ["a role and custom roles", { role: "reader", customRoleIds: ["x"] }, "customRoleIds"],
    ["custom roles and a policy", { customRoleIds: ["x"], inlineRole: [allow("*", "proj/*")] }, "inlineRole"],
    ["a custom role that is not there", { customRoleIds: ["not-there"] }, "customRoleIds"],
    ["a custom role that is a number", { customRoleIds: ["ok", 7] }, "/customRoleIds/1"],
    ["a policy that is none", { inlineRole: "all of it" }, "inlineRole"],
    ["a statement without actions", { inlineRole: [{ effect: "allow", resources: ["*"] }] }, "/inlineRole/0"],
    [
      "a resource that is a number",
      { inlineRole: [allow("*", "proj/*"), { effect: "allow", actions: ["*"], resources: [7] }] },
      "/inlineRole/1/resources/0",
    ],
    ["a statement with a member too many", { inlineRole: [{ ...allow("*", "proj/*"), why: "so" }] }, "/inlineRole/0"],
    ["a list instead of an object", [], "body"],
    ["null", null, "body"],
  ])("400 invalid_request for %s, naming the field; nothing is stored", async (_, body, field) => {
    const { account, ownerToken } = await people();
    const { status, json } = await post(ownerToken.secret, body);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toContain(field);
    expect(json.id).toEqual(expect.any(String));
    expect(await db.$count(accessTokens, eq(accessTokens.accountId, account.id))).toBe(1);
  });

  test.each([
    ["not JSON", "{"],
    ["no body", ""],
    ["bad UTF-8", new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
    ["a reach for the prototype", '{"__proto__":{"role":"owner"}}'],
    ["a nested reach for the constructor", '{"name":{"constructor":{}}}'],
    ["forty levels", `${"[".repeat(40)}${"]".repeat(40)}`],
    ["so deep that the parser gives up", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ])("400 for a body that is %s", async (_, body) => {
    const { ownerToken } = await people();
    const { status, json } = await post(ownerToken.secret, body);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
  });

  test("413 for a body over 256 KiB, announced or streamed", async () => {
    const { ownerToken } = await people();
    const big = JSON.stringify({ name: "x".repeat(300_000) });
    expect((await post(ownerToken.secret, big, { "content-length": String(big.length) })).status).toBe(413);
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 30; i++) controller.enqueue(new Uint8Array(10_000));
        controller.close();
      },
    });
    const answer = await api.request("/api/v2/tokens", {
      method: "POST",
      headers: { authorization: ownerToken.secret },
      body: chunks,
      duplex: "half",
    } as RequestInit);
    expect({ status: answer.status, code: ((await answer.json()) as { code: string }).code }).toEqual({
      status: 413,
      code: "request_too_large",
    });
  });

  test("403 names the missing action and resource: a Writer's token makes none (rulings R7, R23)", async () => {
    const { writer } = await people();
    const { secret } = await issue(db, writer, { role: "writer" });
    const { status, json } = await post(secret, { name: "x" });
    expect({ status, code: json.code }).toEqual({ status: 403, code: "forbidden" });
    expect(json.message).toContain("createAccessToken");
    expect(json.message).toContain(`member/${writer.id}:token/`);
  });

  test("403 for a role above one's own, naming the highest allowed", async () => {
    const { account } = await people();
    const admin = await account.join("admin");
    const { secret } = await issue(db, admin, { role: "admin" });
    await db.execute(sql`update members set base_role = 'writer' where id = ${admin.id}`);
    const { status, json } = await post(secret, { role: "admin" });
    expect(status).toBe(403);
    expect(json.message).toMatch(/createAccessToken|highest/);
  });
});

describe("GET /tokens", () => {
  test("200 lists own tokens; everybody's with showAll, for an Owner only (ruling R9)", async () => {
    const { writer, ownerToken } = await people();
    const mine = await issue(db, writer, { name: "writer's" });
    const names = async (secret: string, path: string) =>
      (await get(secret, path)).json.items.map(({ name }: { name: string }) => name);
    expect(await names(ownerToken.secret, "/tokens")).toEqual(["owner's"]);
    expect(await names(ownerToken.secret, "/tokens?showAll=true")).toEqual(["writer's", "owner's"]);
    expect(await names(mine.secret, "/tokens?showAll=true")).toEqual(["writer's"]);
  });

  test.each([
    "limit=0",
    "limit=-1",
    "limit=101",
    "limit=abc",
    "limit=1.5",
    "limit=",
    "offset=-1",
    "offset=NaN",
    "showAll=maybe",
  ])("400 for ?%s, naming it", async (query) => {
    const { ownerToken } = await people();
    const { status, json } = await get(ownerToken.secret, `/tokens?${query}`);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toContain(query.split("=")[0]);
  });

  test("a parameter that is not known here is left alone", async () => {
    const { ownerToken } = await people();
    expect((await get(ownerToken.secret, "/tokens?unheardOf=1")).status).toBe(200);
  });

  test("30 tokens are walked by the links alone, forwards and back; a link is there only if its page is", async () => {
    const { owner, ownerToken } = await people();
    for (let i = 1; i < 30; i++) await issue(db, owner, { name: `t${i}` });
    const walk = async (start: string, direction: "next" | "prev") => {
      const seen: string[] = [];
      for (let path: string | undefined = start; path; ) {
        const { json } = await get(ownerToken.secret, path);
        expect(json.totalCount).toBe(30);
        seen.push(...json.items.map(({ _id }: { _id: string }) => _id));
        path = json._links[direction]?.href.replace("/api/v2", "");
        if (!path) return { seen, links: Object.keys(json._links), last: json._links };
      }
      throw new Error("unreachable");
    };
    const forth = await walk("/tokens?limit=7", "next");
    expect(new Set(forth.seen).size).toBe(30);
    expect(forth.links).toEqual(["self", "first", "prev"]);
    const back = await walk(forth.last.self.href.replace("/api/v2", ""), "prev");
    expect(new Set(back.seen).size).toBe(30);
    expect(back.links).toEqual(["self", "next", "last"]);
  });
});

describe("GET /tokens/{id}", () => {
  test("200 for one's own", async () => {
    const { writer } = await people();
    const { secret, token } = await issue(db, writer, { name: "own" });
    expect(await get(secret, `/tokens/${token.id}`)).toMatchObject({
      status: 200,
      json: { _id: token.id, name: "own", token: secret.slice(-4) },
    });
  });

  test("404, one and the same, for what does not exist, is somebody else's, another account's, or revoked", async () => {
    const { owner, writer, ownerToken } = await people();
    const { secret } = await issue(db, writer);
    const foreign = (await people()).ownerToken;
    const revoked = await issue(db, owner);
    await revokeToken(db, owner.principal, { id: revoked.token.id, reason: "" });
    const answers = [
      await get(secret, `/tokens/${UNKNOWN_ID}`),
      await get(secret, "/tokens/not-an-id"),
      await get(secret, `/tokens/${ownerToken.token.id}`),
      await get(ownerToken.secret, `/tokens/${foreign.token.id}`),
      await get(ownerToken.secret, `/tokens/${revoked.token.id}`),
    ];
    for (const { status, json } of answers) {
      expect({ status, code: json.code, message: json.message }).toEqual({
        status: 404,
        code: "not_found",
        message: "There is no such access token.",
      });
    }
  });
});

describe("DELETE /tokens/{id}", () => {
  test("204 revokes: the next call with the token is a 401, the next look at it a 404", async () => {
    const { writer, ownerToken } = await people();
    const { secret, token } = await issue(db, writer);
    expect((await get(secret, "/caller-identity")).status).toBe(200);
    expect(await call(ownerToken.secret, "DELETE", `/tokens/${token.id}`)).toMatchObject({ status: 204, text: "" });
    expect((await get(secret, "/caller-identity")).status).toBe(401);
    expect((await call(ownerToken.secret, "DELETE", `/tokens/${token.id}`)).status).toBe(404);
    expect((await get(ownerToken.secret, `/tokens/${token.id}`)).status).toBe(404);
  });

  test("403 for a token without the right, even over itself (ruling R8), and it goes on working", async () => {
    const { writer } = await people();
    const { secret, token } = await issue(db, writer, { role: "writer" });
    const { status, json } = await call(secret, "DELETE", `/tokens/${token.id}`);
    expect(status).toBe(403);
    expect(json.message).toContain(`deleteAccessToken on member/${writer.id}:token/${token.id}`);
    expect((await get(secret, "/caller-identity")).status).toBe(200);
  });

  test("404 for somebody else's and for a malformed id", async () => {
    const { writer, ownerToken } = await people();
    const { secret } = await issue(db, writer, { role: "writer" });
    for (const id of [ownerToken.token.id, UNKNOWN_ID, "x"])
      expect((await call(secret, "DELETE", `/tokens/${id}`)).status).toBe(404);
  });
});

const replace = (path: string, value: unknown) => ({ op: "replace", path, value });
const add = (path: string, value: unknown) => ({ op: "add", path, value });
const remove = (path: string) => ({ op: "remove", path });
const holds = (path: string, value: unknown) => ({ op: "test", path, value });

describe("POST /tokens in its three forms", () => {
  test("201 with custom roles by key or id: the answer has their ids, in the order given, and no other form", async () => {
    const { owner, ownerToken } = await people();
    const [one, two] = [
      await seedRole(db, owner, [allow("view*", "proj/*")]),
      await seedRole(db, owner, [deny("*", "proj/*")]),
    ];
    const { status, json } = await post(ownerToken.secret, { name: "c", customRoleIds: [two.key, one.id] });
    expect({ status, ids: json.customRoleIds }).toEqual({ status: 201, ids: [two.id, one.id] });
    expect("role" in json || "inlineRole" in json).toBe(false);
    expect((await get(json.token, "/caller-identity")).status).toBe(200);
  });

  test("201 with an inline policy: it comes back as it was sent, order and all, and no other form", async () => {
    const { ownerToken } = await people();
    const inlineRole = [
      deny("deleteFlag", "proj/*:env/production:flag/*"),
      { effect: "allow", notActions: ["deleteProject"], notResources: ["proj/secret"] },
      allow(["view*", "*"], ["proj/*", "proj/*:env/*;team-a:flag/*"]),
    ];
    const { status, json } = await post(ownerToken.secret, { inlineRole });
    expect({ status, inlineRole: json.inlineRole }).toEqual({ status: 201, inlineRole });
    expect("role" in json || "customRoleIds" in json).toBe(false);
    expect((await get(ownerToken.secret, `/tokens/${json._id}`)).json.inlineRole).toEqual(inlineRole);
  });

  test("an empty role and empty lists are like none: a Reader's, or the one form that is left", async () => {
    const { owner, ownerToken } = await people();
    const { id, key } = await seedRole(db, owner, [allow("view*", "proj/*")]);
    const none = { role: "", customRoleIds: [], inlineRole: [] };
    expect(await post(ownerToken.secret, none)).toMatchObject({ status: 201, json: { role: "reader" } });
    const custom = await post(ownerToken.secret, { ...none, customRoleIds: [key] });
    expect(custom).toMatchObject({ status: 201, json: { customRoleIds: [id] } });
  });

  test("201 for a service token: its secret says what it is, it acts for no member, and its maker is named", async () => {
    const { owner, ownerToken } = await people();
    const { status, json } = await post(ownerToken.secret, { serviceToken: true, role: "writer" });
    expect({ status, service: json.serviceToken, maker: json.memberId }).toEqual({
      status: 201,
      service: true,
      maker: owner.id,
    });
    expect(json.token).toMatch(/^lks_/);
    expect((await get(json.token, "/caller-identity")).json).toMatchObject({
      tokenKind: "service",
      serviceToken: true,
    });
  });

  test("what a token asks for and does not get is told once, at most twenty of it, with what holds it back (ruling R6)", async () => {
    const { account, ownerToken } = await people();
    const admin = await account.join("admin");
    const { secret } = await issue(db, admin, { role: "admin" });
    const { status, json } = await post(secret, {
      inlineRole: [allow(["deleteAccount", "viewProject"], ["acct", "proj/*"])],
    });
    expect(status).toBe(201);
    expect(json._heldBack).toContainEqual({
      action: "deleteAccount",
      resource: "acct",
      heldBackBy: expect.stringMatching(/^(member|mintingToken)$/),
    });
    expect(json._heldBack.length).toBeLessThanOrEqual(20);
    expect("_heldBack" in (await get(secret, `/tokens/${json._id}`)).json).toBe(false);
    expect("_heldBack" in (await post(ownerToken.secret, { role: "reader" })).json).toBe(false);
  });

  test("403 names the action and the resource: an explicit grant for one kind is none for the other (rulings R7, R12)", async () => {
    const { owner, ownerToken } = await people();
    const own = `member/${owner.id}:token/*`;
    const granted = await post(ownerToken.secret, { inlineRole: [allow("createAccessToken", own)] });
    expect((await post(granted.json.token, { role: "reader" })).status).toBe(403); // a base role that it does not hold
    expect((await post(granted.json.token, { inlineRole: [allow("viewProject", "proj/*")] })).status).toBe(201);
    const refused = await post(granted.json.token, { serviceToken: true, inlineRole: [allow("view*", "proj/*")] });
    expect(refused.status).toBe(403);
    expect(refused.json.message).toMatch(/createAccessToken on service-token\//);
  });

  test("403 for a personal token made by a service token (ruling R7)", async () => {
    const { ownerToken } = await people();
    const service = await post(ownerToken.secret, { serviceToken: true, role: "owner" });
    expect((await post(service.json.token, { role: "reader" })).status).toBe(403);
    expect((await post(service.json.token, { serviceToken: true, role: "reader" })).status).toBe(201);
  });
});

describe("GET /tokens by version", () => {
  test("25 a page under 20240415, all at once under older versions unless a page is asked for; the header decides", async () => {
    const { owner, ownerToken } = await people();
    for (let i = 1; i < 30; i++) await issue(db, owner, { name: `t${i}` });
    const old = await post(ownerToken.secret, { role: "owner", defaultApiVersion: 20220603 });
    const listed = async (secret: string, query: string, version?: string) => {
      const headers: Record<string, string> = version ? { "ld-api-version": version } : {};
      const { json } = await call(secret, "GET", `/tokens${query}`, undefined, headers);
      expect(json.totalCount).toBe(31);
      return { items: json.items.length, next: "next" in json._links };
    };
    expect(await listed(ownerToken.secret, "")).toEqual({ items: 25, next: true });
    expect(await listed(ownerToken.secret, "", "20220603")).toEqual({ items: 31, next: false });
    expect(await listed(old.json.token, "")).toEqual({ items: 31, next: false });
    expect(await listed(old.json.token, "?limit=10")).toEqual({ items: 10, next: true });
    expect(await listed(old.json.token, "", "20240415")).toEqual({ items: 25, next: true });
  });
});

describe("PATCH /tokens/{id}", () => {
  async function one(more: Parameters<typeof issue>[2] = {}) {
    const known = await people();
    const { token } = await issue(db, known.owner, { name: "before", role: "writer", ...more });
    const { secret } = known.ownerToken;
    return { ...known, secret, id: token.id, shown: async () => (await get(secret, `/tokens/${token.id}`)).json };
  }

  test("200 for operations, bare or with a comment, whatever kind of JSON it is called", async () => {
    const { secret, id, shown } = await one();
    const patched = await patch(secret, id, [replace("/name", "after"), add("/description", "why")], {
      "content-type": "application/json-patch+json",
    });
    expect(patched).toMatchObject({
      status: 200,
      json: { _id: id, name: "after", description: "why", role: "writer" },
    });
    const explained = { patch: [remove("/description")], comment: "not needed" };
    expect((await patch(secret, id, explained)).status).toBe(200);
    expect("description" in (await shown())).toBe(false);
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, id));
    expect(entries.map(({ comment }) => comment)).toContain("not needed");
  });

  test("a replacement of what is absent adds it: role to inline, and back, as Terraform sends it", async () => {
    const { secret, id, shown } = await one();
    const inlineRole = [allow("view*", "proj/*")];
    const toInline = [replace("/name", "before"), remove("/role"), replace("/inlineRole", inlineRole)];
    expect(await patch(secret, id, toInline)).toMatchObject({ status: 200, json: { inlineRole } });
    expect("role" in (await shown())).toBe(false);
    const back = [replace("/name", "before"), replace("/role", "reader"), remove("/inlineRole")];
    expect(await patch(secret, id, back)).toMatchObject({ status: 200, json: { role: "reader" } });
    expect("inlineRole" in (await shown())).toBe(false);
  });

  test("the form that is newly written wins over the one that was there; two that are written are one too many", async () => {
    const { owner, secret, id, shown } = await one();
    const role = await seedRole(db, owner, [allow("view*", "proj/*")]);
    expect(await patch(secret, id, [add("/customRoleIds", [role.key])])).toMatchObject({
      json: { customRoleIds: [role.id] },
    });
    expect("role" in (await shown())).toBe(false);
    const both = [replace("/role", "reader"), replace("/inlineRole", [allow("view*", "proj/*")])];
    expect((await patch(secret, id, both)).status).toBe(400);
    const none = await patch(secret, id, [remove("/customRoleIds")]);
    expect({ status: none.status, code: none.json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect((await shown()).customRoleIds).toEqual([role.id]);
  });

  test("elements are inserted, appended, replaced, taken away and tested; only the end must be a token", async () => {
    const { owner, secret, id } = await one();
    const [a, b] = [allow("view*", "proj/a"), allow("view*", "proj/b")];
    const built = [
      replace("/inlineRole", []),
      add("/inlineRole/-", b),
      add("/inlineRole/0", a),
      holds("/inlineRole/1", b),
    ];
    expect((await patch(secret, id, built)).json.inlineRole).toEqual([a, b]);
    expect((await patch(secret, id, [remove("/inlineRole/0")])).json.inlineRole).toEqual([b]);
    expect((await patch(secret, id, [replace("/inlineRole/0", a)])).json.inlineRole).toEqual([a]);
    const role = await seedRole(db, owner, [b]);
    const roles = [replace("/customRoleIds", []), add("/customRoleIds/-", role.id), remove("/inlineRole")];
    expect((await patch(secret, id, roles)).json.customRoleIds).toEqual([role.id]);
  });

  test("an expiry is set, moved and taken away", async () => {
    const { secret, id, shown } = await one();
    const expirationDate = Date.now() + 86_400_000;
    expect((await patch(secret, id, [add("/expirationDate", expirationDate)])).json.expirationDate).toBe(
      expirationDate,
    );
    expect((await patch(secret, id, [remove("/expirationDate")])).status).toBe(200);
    expect("expirationDate" in (await shown())).toBe(false);
    const past = await patch(secret, id, [add("/expirationDate", 1_000)]);
    expect(past).toMatchObject({ status: 400, json: { message: expect.stringContaining("expirationDate") } });
  });

  test.each([
    ["removes what is absent", [remove("/description")]],
    ["removes an element of what is absent", [remove("/inlineRole/0")]],
    ["appends to what is absent", [add("/customRoleIds/-", "x")]],
    ["tests and finds something else", [replace("/name", "after"), holds("/name", "other")]],
    ["tests what is absent", [holds("/inlineRole", [])]],
    ["removes beyond the end", [replace("/inlineRole", [allow("*", "proj/*")]), remove("/inlineRole/1")]],
  ])("422 patch_failed for a patch that %s; nothing is changed", async (_, operations) => {
    const { secret, id, shown } = await one();
    const before = await shown();
    const { status, json } = await patch(secret, id, operations);
    expect({ status, code: json.code }).toEqual({ status: 422, code: "patch_failed" });
    expect(json.message).toContain(operations.at(-1)?.path);
    expect(await shown()).toEqual(before);
  });

  test.each([
    ["the secret", [replace("/token", "mine")], "/token"],
    ["the kind", [replace("/serviceToken", true)], "/serviceToken"],
    ["the member", [replace("/memberId", UNKNOWN_ID)], "/memberId"],
    ["a test of the secret", [holds("/token", "abcd")], "/token"],
    ["a path that goes further in", [add("/inlineRole/0/actions/-", "*")], "/inlineRole/0/actions/-"],
    ["a path into a prototype", [add("/__proto__", {})], "/__proto__"],
    ["the whole", [replace("", {})], "path"],
    ["a copy", [{ op: "copy", from: "/name", path: "/description" }], "/0/op"],
    ["an operation without a value", [{ op: "replace", path: "/name" }], "/0/value"],
    ["an operation with a member too many", [{ ...replace("/name", "x"), from: "/name" }], "/0/from"],
    ["a name that is too long", [replace("/name", "x".repeat(101))], "name"],
    ["a name that is a number", [replace("/name", 7)], "name"],
    ["a role that is none", [replace("/role", "emperor")], "role"],
    ["a custom role that is not there", [replace("/customRoleIds", ["not-there"])], "customRoleIds"],
    ["a policy that is none", [replace("/inlineRole", [{ effect: "allow" }])], "/inlineRole/0"],
    ["a version that never was", [replace("/defaultApiVersion", 1)], "defaultApiVersion"],
    ["a comment that is a number", { patch: [], comment: 7 }, "comment"],
    ["a patch that is none", { patch: "x" }, "patch"],
    ["a member that is none", { patch: [], more: 1 }, "more"],
    ["51 operations", Array.from({ length: 51 }, () => replace("/name", "x")), "body"],
    ["a text", '"x"', "body"],
  ])("400 for %s, naming it; nothing is changed", async (_, body, field) => {
    const { secret, id, shown } = await one();
    const before = await shown();
    const { status, json } = await patch(secret, id, body);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toContain(field);
    expect(await shown()).toEqual(before);
  });

  test.each([
    ["/role", [replace("/role", "reader")]],
    ["/customRoleIds", [add("/customRoleIds", ["x"])]],
    ["/inlineRole", [replace("/name", "renamed"), replace("/inlineRole", [allow("*", "proj/*")])]],
    ["an element", [add("/inlineRole/-", allow("*", "proj/*"))]],
  ])("403 for %s of a service token, which is fixed; nothing is changed (ruling R10)", async (_, operations) => {
    const { secret, id, shown } = await one({ kind: "service" });
    const before = await shown();
    const { status, json } = await patch(secret, id, operations);
    expect({ status, code: json.code }).toEqual({ status: 403, code: "forbidden" });
    expect(json.message).toMatch(/^A service token's permissions are fixed when it is created/);
    expect(await shown()).toEqual(before);
  });

  test("a service token is renamed and its expiry brought forward, never put off", async () => {
    const soon = Date.now() + 3_600_000;
    const { secret, id } = await one({ kind: "service", expiresAt: soon + 3_600_000 });
    const sooner = [replace("/name", "after"), replace("/expirationDate", soon)];
    expect(await patch(secret, id, sooner)).toMatchObject({
      status: 200,
      json: { name: "after", expirationDate: soon },
    });
    for (const later of [replace("/expirationDate", soon + 1), remove("/expirationDate")]) {
      const { status, json } = await patch(secret, id, [later]);
      expect({ status, named: json.message.includes("expirationDate") }).toEqual({ status: 400, named: true });
    }
  });

  test("403 names the action and the resource, 404 what is out of view or was revoked", async () => {
    const { owner, writer, secret, id } = await one();
    const mine = await issue(db, writer, { role: "writer" });
    const renaming = [replace("/name", "x")];
    const { status, json } = await patch(mine.secret, mine.token.id, renaming);
    expect(status).toBe(403);
    expect(json.message).toContain(`updateAccessTokenName on member/${writer.id}:token/${mine.token.id}`);
    expect((await patch(mine.secret, id, renaming)).status).toBe(404);
    await revokeToken(db, owner.principal, { id, reason: "" });
    expect((await patch(secret, id, renaming)).status).toBe(404);
    expect((await patch(secret, UNKNOWN_ID, renaming)).status).toBe(404);
  });

  test("what a token writes into itself is held to what it can do: no way up", async () => {
    const { owner, ownerToken } = await people();
    const self = `member/${owner.id}:token/*`;
    const { json } = await post(ownerToken.secret, { inlineRole: [allow("updateAccessTokenPolicy", self)] });
    const wider = await patch(json.token, json._id, [replace("/inlineRole", [allow("*", "member/*")])]);
    expect(wider.status).toBe(200);
    const removal = await call(json.token, "DELETE", `/members/${owner.id}`);
    expect(removal).toMatchObject({ status: 403, json: { message: expect.stringContaining("deleteMember") } });
  });
});

describe("Terraform's sequence for an access token (semantics 7.4)", () => {
  const version = { "ld-api-version": "20240415" };

  test("created with the keys of deny-only roles, read, made inline, made a base role, deleted: every plan is empty", async () => {
    const { owner, ownerToken } = await people();
    const secret = ownerToken.secret;
    const role = await seedRole(db, owner, [deny("*", "proj/*")]);
    const created = await post(secret, { name: "tf", serviceToken: false, customRoleIds: [role.key] }, version);
    expect(created.status).toBe(201);
    const read = async () => (await call(secret, "GET", `/tokens/${created.json._id}`, undefined, version)).json;
    const first = await read();
    expect(first).toMatchObject({
      name: "tf",
      serviceToken: false,
      customRoleIds: [role.id],
      defaultApiVersion: 20240415,
    });
    for (const id of first.customRoleIds) expect((await get(secret, `/roles/${id}`)).json.key).toBe(role.key);

    const inlineRole = [{ effect: "allow", actions: ["updateOn"], resources: ["proj/*:env/staging:flag/*"] }];
    const toInline = [replace("/name", "tf 2"), remove("/customRoleIds"), replace("/inlineRole", inlineRole)];
    expect((await patch(secret, first._id, toInline, version)).status).toBe(200);
    const second = await read();
    expect(second).toMatchObject({ name: "tf 2", inlineRole });
    expect("customRoleIds" in second || "role" in second).toBe(false);

    const toRole = [replace("/name", "tf 2"), replace("/role", "reader"), remove("/inlineRole")];
    expect((await patch(secret, first._id, toRole, version)).status).toBe(200);
    const third = await read();
    expect(third.role).toBe("reader");
    expect("customRoleIds" in third || "inlineRole" in third).toBe(false);

    expect((await call(secret, "DELETE", `/tokens/${first._id}`, undefined, version)).status).toBe(204);
    expect((await call(secret, "GET", `/tokens/${first._id}`, undefined, version)).status).toBe(404);
  });

  test("a service token keeps its version and its role; its policy is not edited in place", async () => {
    const { ownerToken } = await people();
    const sent = { name: "tf", serviceToken: true, defaultApiVersion: 20240415, role: "reader" };
    const { json } = await post(ownerToken.secret, sent, version);
    expect((await get(ownerToken.secret, `/tokens/${json._id}`)).json).toMatchObject(sent);
    expect((await patch(ownerToken.secret, json._id, [replace("/role", "writer")], version)).status).toBe(403);
    expect((await call(ownerToken.secret, "DELETE", `/tokens/${json._id}`)).status).toBe(204);
    expect((await get(ownerToken.secret, `/tokens/${json._id}`)).status).toBe(404);
  });
});
