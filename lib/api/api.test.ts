import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import pino from "pino";
import { describe, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { accessTokens, auditEntries } from "@/drizzle/schema";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { issue, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { UseRecorder } from "@/lib/tokens/use-recorder";
import { createApi } from "./app";

const { db } = await testDatabase();
const log = pino({ level: "silent" });
const uses = new UseRecorder(db, (error) => {
  throw error;
});
const api = createApi({ db, uses, log });

const ID = /^[0-9a-f]{24}$/;
const NOBODYS = `lkp_${"0".repeat(43)}2anijP`;
const UNKNOWN_ID = "0123456789abcdef01234567";

async function call(
  secret: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const authorization = secret === null ? {} : { authorization: secret };
  const raw = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const answer = await api.request(`/api/v2${path}`, {
    method,
    headers: { ...authorization, ...headers },
    ...(body === undefined ? {} : { body: raw as BodyInit }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: text === "" ? null : JSON.parse(text) };
}

const get = (secret: string | null, path: string) => call(secret, "GET", path);
const post = (secret: string, body: unknown, headers = {}) => call(secret, "POST", "/tokens", body, headers);

async function people() {
  const account = await seedAccount(db);
  const [owner, writer] = [await account.join("owner"), await account.join("writer")];
  return { account, owner, writer, ownerToken: await issue(db, owner, { role: "owner", name: "owner's" }) };
}

const ROUTES = [
  ["GET", "/caller-identity"],
  ["GET", "/tokens"],
  ["POST", "/tokens"],
  ["GET", `/tokens/${UNKNOWN_ID}`],
  ["DELETE", `/tokens/${UNKNOWN_ID}`],
] as const;

describe("401", () => {
  test.each(ROUTES)(
    "%s %s without, with garbage, and with another scheme: one generic answer",
    async (method, path) => {
      for (const header of ["", "garbage", NOBODYS, `Bearer ${NOBODYS}`, "Basic dXNlcjpwYXNz", `Token ${NOBODYS}`]) {
        const { status, json } = await call(header, method, path);
        expect({ status, code: json.code, message: json.message }).toEqual({
          status: 401,
          code: "unauthorized",
          message: "Invalid access token",
        });
      }
      const silent = await api.request(`/api/v2${path}`, { method });
      expect(silent.status).toBe(401);
      expect(silent.headers.get("www-authenticate")).toBe('Bearer realm="latchkey"');
      const wrong = await api.request(`/api/v2${path}`, { method, headers: { authorization: NOBODYS } });
      expect(wrong.headers.get("www-authenticate")).toBe('Bearer realm="latchkey", error="invalid_token"');
    },
  );

  test("whoever presents the exact secret of a dead token is told why; anybody else is not (ruling R18)", async () => {
    const { account, owner, writer } = await people();
    const dead = { revoked: await issue(db, owner), expired: await issue(db, owner), paused: await issue(db, owner) };
    const leaver = await account.join("reader");
    const deactivated = await issue(db, leaver);
    await revokeToken(db, owner.principal, { id: dead.revoked.token.id, reason: "" });
    await db.update(accessTokens).set({ notAfter: sql`now()` }).where(eq(accessTokens.id, dead.expired.token.id));
    await db.update(accessTokens).set({ pausedAt: sql`now()` }).where(eq(accessTokens.id, dead.paused.token.id));
    await removeMember(db, owner.principal, leaver.id);
    expect(writer.id).toMatch(ID);
    for (const [{ secret }, reason] of [
      [dead.revoked, /was revoked$/],
      [dead.expired, /has expired$/],
      [dead.paused, /is paused$/],
      [deactivated, /was deactivated/],
    ] as const) {
      const { status, json } = await get(secret, "/caller-identity");
      expect(status).toBe(401);
      expect(json.message).toMatch(reason);
      const almost = `${secret.slice(0, 10)}${secret[10] === "x" ? "y" : "x"}${secret.slice(11)}`;
      expect((await get(almost, "/caller-identity")).json.message).toBe("Invalid access token");
    }
  });

  test("removing a member is a 401 on the very next call, in twenty rounds without a pause", async () => {
    const { account, owner } = await people();
    for (let round = 0; round < 20; round++) {
      const leaver = await account.join("writer");
      const { secret } = await issue(db, leaver, { role: "writer" });
      expect((await get(secret, "/caller-identity")).status).toBe(200);
      await removeMember(db, owner.principal, leaver.id);
      expect((await get(secret, "/caller-identity")).status).toBe(401);
    }
  });

  test("an Admin's token makes tokens, and none on the very next call after the demotion, in twenty rounds", async () => {
    const { account, owner } = await people();
    const admin = await account.join("admin");
    const { secret } = await issue(db, admin, { role: "admin" });
    for (let round = 0; round < 20; round++) {
      expect((await post(secret, { name: "made" })).status).toBe(201);
      await updateMember(db, owner.principal, { id: admin.id, baseRole: "reader" });
      expect((await post(secret, { role: "writer" })).status).toBe(403);
      await updateMember(db, owner.principal, { id: admin.id, baseRole: "admin" });
    }
  });

  test("a cookie is not looked at", async () => {
    const { writer } = await people();
    const { status } = await call(null, "GET", "/caller-identity", undefined, { cookie: `latchkey.sid=${writer.sid}` });
    expect(status).toBe(401);
  });
});

describe("GET /", () => {
  test("200 without a token: where to go next", async () => {
    const { status, json } = await get(null, "");
    expect(status).toBe(200);
    expect(json.links.tokens).toEqual({ href: "/api/v2/tokens", type: "application/json" });
  });
});

describe("GET /caller-identity", () => {
  test("200 says whose token this is, with the bare secret and with Bearer", async () => {
    const { account, writer } = await people();
    const { secret, token } = await issue(db, writer, { name: "mine" });
    for (const header of [secret, `Bearer ${secret}`, `bearer ${secret}`]) {
      expect((await get(header, "/caller-identity")).json).toEqual({
        accountId: account.id,
        authKind: "token",
        tokenKind: "personal",
        tokenId: token.id,
        tokenName: "mine",
        memberId: writer.id,
        serviceToken: false,
      });
    }
  });
});

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
    ["a service token, which is not made yet", { serviceToken: true }, "serviceToken"],
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

describe("every answer", () => {
  test("404 for a path that is none, 405 with Allow for a method that is none", async () => {
    const { ownerToken } = await people();
    expect(await get(ownerToken.secret, "/nowhere")).toMatchObject({
      status: 404,
      json: { code: "not_found", id: expect.any(String) },
    });
    expect((await get(ownerToken.secret, "/public-ip-list")).status).toBe(404);
    for (const [method, path, allow] of [
      ["PUT", "/tokens", "GET, POST"],
      ["POST", `/tokens/${UNKNOWN_ID}`, "GET, DELETE"],
      ["DELETE", "/caller-identity", "GET"],
    ] as const) {
      const answer = await call(ownerToken.secret, method, path);
      expect({ status: answer.status, code: answer.json.code, allow: answer.headers.get("allow") }).toEqual({
        status: 405,
        code: "method_not_allowed",
        allow,
      });
    }
  });

  test("400 token_in_url for a secret in the address, whoever calls", async () => {
    const { ownerToken } = await people();
    for (const path of [`/tokens?access_token=${ownerToken.secret}`, `/tokens/${ownerToken.secret}`]) {
      expect(await get(ownerToken.secret, path)).toMatchObject({ status: 400, json: { code: "token_in_url" } });
    }
  });

  test("503 with Retry-After while the database cannot be reached", async () => {
    const pool = new pg.Pool({ host: "127.0.0.1", port: 1, connectionTimeoutMillis: 500 });
    const lost = createApi({ db: drizzle(pool, { schema, casing: "snake_case" }), uses, log });
    const answer = await lost.request("/api/v2/tokens", { headers: { authorization: NOBODYS } });
    expect({ status: answer.status, retry: answer.headers.get("retry-after") }).toEqual({ status: 503, retry: "5" });
    expect(await answer.json()).toMatchObject({ code: "service_unavailable", id: expect.any(String) });
    await pool.end();
  });
});

describe("last used (ruling R22)", () => {
  const lastUsed = async (owner: string, id: string) => {
    await uses.flush();
    return (await get(owner, `/tokens/${id}?x`)).json;
  };

  test("shows after the first use, moves forward, and moves nothing else", async () => {
    const { writer, ownerToken } = await people();
    const { secret, token } = await issue(db, writer);
    const before = await lastUsed(ownerToken.secret, token.id);
    expect("lastUsed" in before).toBe(false);
    await get(secret, "/caller-identity");
    const after = await lastUsed(ownerToken.secret, token.id);
    expect(after.lastUsed).toBeGreaterThanOrEqual(after.creationDate - 1000);
    expect(after.lastModified).toBe(before.lastModified);
  });

  test("a 403 and a 404 count, a 401 never does", async () => {
    const { owner, writer, ownerToken } = await people();
    const used = async (act: (secret: string, member: TestMember) => Promise<unknown>) => {
      const { secret, token } = await issue(db, writer);
      await act(secret, owner);
      return "lastUsed" in (await lastUsed(ownerToken.secret, token.id));
    };
    expect(await used((secret) => post(secret, { name: "forbidden" }))).toBe(true);
    expect(await used((secret) => get(secret, `/tokens/${UNKNOWN_ID}`))).toBe(true);
    const { secret, token } = await issue(db, writer);
    await db.update(accessTokens).set({ pausedAt: sql`now()` }).where(eq(accessTokens.id, token.id));
    expect((await get(secret, "/caller-identity")).status).toBe(401);
    expect("lastUsed" in (await lastUsed(ownerToken.secret, token.id))).toBe(false);
  });
});
