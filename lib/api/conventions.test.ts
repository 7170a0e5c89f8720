import { describe, expect, test } from "vitest";
import { duplicateKey } from "@/lib/core/duplicate-key";
import { issue, seedAccount } from "@/lib/testing/account";
import { testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";

const { db } = await testDatabase();
const { call, get, people } = testApi(db);

describe("30 tokens, followed by links alone", () => {
  test.each(["", "&showAll=true"])("every token once, forwards and back (limit=7%s)", async (more) => {
    const { owner, secret } = await people();
    for (let i = 1; i < (more ? 29 : 30); i++) await issue(db, owner, { name: `t${i}` });
    const names = ["first", "prev", "next", "last"];
    const walk = async (start: string, by: "next" | "prev") => {
      const pages: { ids: string[]; links: string[] }[] = [];
      for (let href: string | undefined = start; href; ) {
        const { status, json } = await get(secret, href.replace("/api/v2", ""));
        expect([status, json.totalCount]).toEqual([200, 30]);
        expect(json._links.self.href).toBe(href);
        const ids = json.items.map(({ _id }: { _id: string }) => _id);
        pages.push({ ids, links: names.filter((name) => name in json._links) });
        href = json._links[by]?.href;
      }
      return pages;
    };
    const entry = await get(secret, `/tokens?limit=7&offset=0${more}`);
    const forwards = await walk(entry.json._links.self.href, "next");
    expect(forwards.map(({ ids, links }) => [ids.length, links.join()])).toEqual([
      [7, "next,last"],
      [7, "first,prev,next,last"],
      [7, "first,prev,next,last"],
      [7, "first,prev,next,last"],
      [2, "first,prev"],
    ]);
    expect(new Set(forwards.flatMap(({ ids }) => ids)).size).toBe(30);
    const back = await walk(entry.json._links.last.href, "prev");
    expect(back.reverse()).toEqual(forwards);
    const last = await get(secret, entry.json._links.last.href.replace("/api/v2", ""));
    expect(last.json._links.first.href).toBe(entry.json._links.self.href);
  });

  test("by default 25 and then 5, each page linking to the other", async () => {
    const { owner, secret } = await people();
    for (let i = 1; i < 30; i++) await issue(db, owner, { name: `t${i}` });
    const first = (await get(secret, "/tokens")).json;
    expect([first.items.length, Object.keys(first._links)]).toEqual([25, ["self", "next", "last"]]);
    const second = (await get(secret, first._links.next.href.replace("/api/v2", ""))).json;
    expect([second.items.length, Object.keys(second._links)]).toEqual([5, ["self", "first", "prev"]]);
    const again = (await get(secret, second._links.prev.href.replace("/api/v2", ""))).json;
    expect(again.items).toEqual(first.items);
  });
});

describe("GET /versions", () => {
  test("200 lists them and says in which one is answered; beta where it is asked for by that name", async () => {
    const { secret } = await people();
    const versions = [20160426, 20191212, 20210729, 20220603, 20240415];
    const asked = (headers = {}) => call(secret, "GET", "/versions", undefined, headers);
    const known = { validVersions: versions, latestVersion: 20240415, currentVersion: 20240415, beta: false };
    expect(await asked()).toMatchObject({ status: 200, json: known });
    expect((await asked({ "ld-api-version": "20191212" })).json).toEqual({ ...known, currentVersion: 20191212 });
    expect((await asked({ "ld-api-version": "beta" })).json).toEqual({ ...known, beta: true });
    expect((await asked({ "ld-api-version": "1" })).status).toBe(400);
    expect((await get(null, "/versions")).status).toBe(401);
  });
});

describe("GET /account", () => {
  test("200 names the account to any token of it, as the command line asks: identity, member, account", async () => {
    const { account, reader, readers } = await people();
    const identity = (await get(readers, "/caller-identity")).json;
    expect((await get(readers, `/members/${identity.memberId}`)).json.email).toBe(reader.email);
    const { status, json } = await get(readers, "/account");
    expect(status).toBe(200);
    expect(json).toEqual({
      _id: account.id,
      organization: "Acme",
      _links: { self: { href: "/api/v2/account", type: "application/json" } },
    });
    expect((await get(null, "/account")).status).toBe(401);
  });
});

describe("GET /", () => {
  test("every link leads somewhere", async () => {
    const { secret } = await people();
    const { json } = await get(null, "");
    expect(Object.keys(json.links).sort()).toEqual(
      ["account", "auditlog", "caller-identity", "members", "openapi", "roles", "self", "tokens", "versions"].sort(),
    );
    for (const { href } of Object.values(json.links) as { href: string }[]) {
      expect((await get(secret, href.replace("/api/v2", ""))).status).toBe(200);
    }
  });

  test("404 for what is not offered", async () => {
    const { secret } = await people();
    for (const path of ["/public-ip-list", "/usage/streams", "/projects"]) {
      expect((await get(secret, path)).status).toBe(404);
    }
  });
});

describe("other origins (security 3.10)", () => {
  test("OPTIONS is answered without a token and names the methods, and no other origin", async () => {
    for (const [path, allowed] of [
      ["/tokens", "GET, POST"],
      [`/tokens/${UNKNOWN_ID}/reset`, "POST"],
      ["/members/me", "GET, PATCH, DELETE"],
      ["", "GET"],
    ] as const) {
      const headers = { origin: "https://elsewhere.example", "access-control-request-method": "POST" };
      const answer = await call(null, "OPTIONS", path, undefined, headers);
      expect([answer.status, answer.headers.get("allow"), answer.text]).toEqual([204, allowed, ""]);
      expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
    expect((await call(null, "OPTIONS", "/nowhere")).status).toBe(404);
  });

  test("no answer allows another origin to read it", async () => {
    const { secret } = await people();
    for (const path of ["/tokens", "/nowhere", ""]) {
      const answer = await call(secret, "GET", path, undefined, { origin: "https://elsewhere.example" });
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("bodies (security 3.8)", () => {
  test.each([
    '{"name":"a","name":"b"}',
    '{"role":"reader","\\u0072ole":"owner"}',
    '{"inlineRole":[{"effect":"allow","actions":["*"],"resources":["proj/*"],"effect":"deny"}]}',
  ])("400 for a member that stands twice in one object: %s; nothing is made", async (body) => {
    const { secret } = await people();
    const before = (await get(secret, "/tokens")).json.totalCount;
    const { status, json } = await call(secret, "POST", "/tokens", body);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toMatch(/twice in one object/);
    expect((await get(secret, "/tokens")).json.totalCount).toBe(before);
  });

  test.each([
    ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}', null],
    ['["a","a",{"a":"a,\\"a\\":"},{"a":"b"}]', null],
    ['{"a":{"b":[]},"b":"}{","c":{"d":1,"d":2}}', "d"],
    ['{"a\\"":1,"a\\\\":2,"a\\"":3}', 'a"'],
    ['{"a":[1,2],"b":[{"x":{}}],"a":null}', "a"],
    ['"a"', null],
    ["{}", null],
  ])("what stands twice in %s is %j", (json, twice) => {
    JSON.parse(json);
    expect(duplicateKey(json)).toBe(twice);
  });

  test("a body of the greatest size is looked through in one pass", () => {
    const members = Array.from({ length: 20_000 }, (_, i) => `"m${i}":"\\\\\\"${i}"`);
    expect(duplicateKey(`{${members.join()}}`)).toBeNull();
    expect(duplicateKey(`{${members.join()},"m0":1}`)).toBe("m0");
  });

  test("400 for a body that is called something else than JSON; called nothing, or some kind of JSON, it is taken", async () => {
    const { secret } = await people();
    const post = (type: string) => call(secret, "POST", "/tokens", '{"name":"x"}', { "content-type": type });
    for (const other of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/jsonp",
      "multipart/form-data",
    ]) {
      const { status, json } = await post(other);
      expect({ status, message: json.message }).toEqual({
        status: 400,
        message: "Content-Type: Send JSON, and call it application/json.",
      });
    }
    for (const kind of ["application/json; charset=utf-8", "application/merge-patch+json", "APPLICATION/JSON"]) {
      expect((await post(kind)).status).toBe(201);
    }
  });

  test.each([
    [{ name: 7 }, "name: Give a text."],
    [{ serviceToken: "yes" }, "serviceToken: Give true or false."],
    [{ role: "emperor" }, 'role: Use one of "", reader, writer, admin, owner.'],
    [{ customRoleIds: "x" }, "customRoleIds: Give a list."],
    [{ expirationDate: 1.5 }, "expirationDate: Give a whole number."],
    [{ more: 1 }, "more: This field is not known here."],
    [[], "body: Give an object."],
  ])("a 400 says in our own words what is wrong with %j", async (body, message) => {
    const { secret } = await people();
    const answer = await call(secret, "POST", "/tokens", body);
    expect([answer.status, answer.json.message]).toEqual([400, message]);
  });
});

describe("a role in use", () => {
  test("409 names those of its holders whom the caller may see, and five at most", async () => {
    const { account, owner, secret } = await people();
    const role = await seedRole(db, owner, [allow("viewProject", "proj/*")]);
    const held = await Promise.all(Array.from({ length: 4 }, () => account.join("reader")));
    for (const member of held) await giveRoles(db, owner, member, [role]);
    for (const name of ["ci", "deploy", "nightly"]) {
      const form = { source: "custom" as const, roles: [role.id] };
      await issue(db, owner, { name, role: form });
    }
    const { status, json } = await call(secret, "DELETE", `/roles/${role.key}`);
    expect({ status, code: json.code }).toEqual({ status: 409, code: "conflict" });
    expect(json.message).toContain("4 members and 3 tokens");
    for (const { email } of held) expect(json.message).toContain(email);
    expect(json.message).toContain("ci and 2 more");

    const inlineRole = [allow("*", "role/*")];
    const narrow = await call(secret, "POST", "/tokens", { serviceToken: true, inlineRole });
    const blind = await call(narrow.json.token, "DELETE", `/roles/${role.key}`);
    expect(blind.status).toBe(409);
    expect(blind.json.message).toMatch(/4 members and 3 tokens\. Take it off/);
  });
});

describe("DELETE /members/{id}", () => {
  test("404 for a member out of the caller's view, as if there were none", async () => {
    const { owner, reader, secret } = await people();
    const { json } = await call(secret, "POST", "/tokens", { inlineRole: [allow("viewProject", "proj/*")] });
    const hidden = await call(json.token, "DELETE", `/members/${reader.id}`);
    const missing = await call(json.token, "DELETE", `/members/${UNKNOWN_ID}`);
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.json.message).toBe(missing.json.message);
    expect((await call(json.token, "DELETE", `/members/${owner.id}`)).status).toBe(403);
    const remover = await call(secret, "POST", "/tokens", { inlineRole: [allow("deleteMember", "member/*")] });
    expect((await call(remover.json.token, "DELETE", `/members/${reader.id}`)).status).toBe(204);
  });
});

test("an account of its own is not touched by any of this", async () => {
  const stranger = await seedAccount(db, "Other");
  const owner = await stranger.join("owner");
  const { secret } = await issue(db, owner, { role: "owner" });
  expect((await get(secret, "/account")).json.organization).toBe("Other");
});
