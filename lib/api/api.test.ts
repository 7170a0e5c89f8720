import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { describe, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { accessTokens } from "@/drizzle/schema";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { issue, seedAccount, type TestMember } from "@/lib/testing/account";
import { ID, testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { findPresented } from "@/lib/tokens/verify-token";
import { createApi } from "./app";

const { db } = await testDatabase();
const { api, uses, log, limiter, call, get } = testApi(db);
const NOBODYS = `lkp_${"0".repeat(43)}2anijP`;
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
  ["PATCH", `/tokens/${UNKNOWN_ID}`],
  ["DELETE", `/tokens/${UNKNOWN_ID}`],
  ["POST", `/tokens/${UNKNOWN_ID}/reset`],
  ["GET", "/versions"],
  ["GET", "/account"],
  ["GET", "/roles"],
  ["POST", "/roles"],
  ["GET", "/roles/some-key"],
  ["PATCH", "/roles/some-key"],
  ["DELETE", "/roles/some-key"],
  ["GET", "/members"],
  ["POST", "/members"],
  ["PATCH", "/members"],
  ["GET", "/members/me"],
  ["PATCH", `/members/${UNKNOWN_ID}`],
  ["DELETE", `/members/${UNKNOWN_ID}`],
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
      const silent = await call(null, method, path);
      expect(silent.status).toBe(401);
      expect(silent.headers.get("www-authenticate")).toBe('Bearer realm="latchkey"');
      const wrong = await call(NOBODYS, method, path);
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
      ["POST", `/tokens/${UNKNOWN_ID}`, "GET, PATCH, DELETE"],
      ["GET", `/tokens/${UNKNOWN_ID}/reset`, "POST"],
      ["POST", "/versions", "GET"],
      ["PATCH", "/account", "GET"],
      ["DELETE", "/caller-identity", "GET"],
      ["PUT", "/roles", "GET, POST"],
      ["POST", "/roles/some-key", "GET, PATCH, DELETE"],
      ["DELETE", "/members", "GET, POST, PATCH"],
      ["POST", "/members/me", "GET, PATCH, DELETE"],
    ] as const) {
      const answer = await call(ownerToken.secret, method, path);
      expect({ status: answer.status, code: answer.json.code, allow: answer.headers.get("allow") }).toEqual({
        status: 405,
        code: "method_not_allowed",
        allow,
      });
    }
  });

  test("a POST stands for the method that X-HTTP-Method-Override names; 400 for one that is none", async () => {
    const { owner, ownerToken } = await people();
    const { token } = await issue(db, owner, { name: "before" });
    const as = (method: string, path: string, body?: unknown) =>
      call(ownerToken.secret, "POST", path, body, { "x-http-method-override": method });
    const renamed = await as("PATCH", `/tokens/${token.id}`, [{ op: "replace", path: "/name", value: "after" }]);
    expect(renamed).toMatchObject({ status: 200, json: { name: "after" } });
    expect((await as("get", `/tokens/${token.id}`)).json.name).toBe("after");
    expect(await as("TRACE", `/tokens/${token.id}`)).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining("X-HTTP-Method-Override") },
    });
    expect((await as("PUT", `/tokens/${token.id}`)).status).toBe(405);
    expect((await as("DELETE", `/tokens/${token.id}`)).status).toBe(204);
    expect((await get(ownerToken.secret, `/tokens/${token.id}`)).status).toBe(404);
  });

  test("the body of such a POST is read off the socket too", async () => {
    const { owner, ownerToken } = await people();
    const { token } = await issue(db, owner, { name: "before" });
    const server = http.createServer(getRequestListener(api.fetch)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/api/v2/tokens/${token.id}`, {
      method: "POST",
      headers: {
        authorization: ownerToken.secret,
        "content-type": "application/json",
        "x-http-method-override": "PATCH",
      },
      body: JSON.stringify([{ op: "replace", path: "/name", value: "after" }]),
    });
    expect({ status: answer.status, json: await answer.json() }).toMatchObject({
      status: 200,
      json: { name: "after" },
    });
    await new Promise((resolve) => server.close(resolve));
  });

  test("LD-API-Version takes the place of the token's default; 400 for one that never was, once it is known who asks", async () => {
    const { ownerToken } = await people();
    const asked = (version: string, secret: string | null = ownerToken.secret) =>
      call(secret, "GET", "/caller-identity", undefined, { "ld-api-version": version });
    for (const known of ["20240415", "20220603", "20160426", "beta"]) expect((await asked(known)).status).toBe(200);
    for (const unknown of ["20240416", "latest", "0", "20240415,20220603"]) {
      const { status, json } = await asked(unknown);
      expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
      expect(json.message).toContain("LD-API-Version");
    }
    expect((await asked("latest", "garbage")).status).toBe(401);
  });

  test("400 token_in_url for a secret in the address, whoever calls", async () => {
    const { ownerToken } = await people();
    for (const path of [`/tokens?access_token=${ownerToken.secret}`, `/tokens/${ownerToken.secret}`]) {
      expect(await get(ownerToken.secret, path)).toMatchObject({ status: 400, json: { code: "token_in_url" } });
    }
  });

  test("503 with Retry-After while the database cannot be reached", async () => {
    const pool = new pg.Pool({ host: "127.0.0.1", port: 1, connectionTimeoutMillis: 500 });
    const gone = drizzle(pool, { schema, casing: "snake_case" });
    const lost = createApi({ db: gone, present: (secret) => findPresented(gone, secret), uses, log, limiter });
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
