import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import { issue } from "@/lib/testing/account";
import { testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { allow } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { updateToken } from "@/lib/tokens/update-token";

const { db } = await testDatabase();
const { api, call, get, people, uses } = testApi(db);
const HOUR = 3_600_000;
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const reset = (secret: string, id: string, query = "", body?: unknown, headers = {}) =>
  call(secret, "POST", `/tokens/${id}/reset${query}`, body, headers);
const works = async (secret: string) => (await get(secret, "/caller-identity")).status === 200;

async function one() {
  const known = await people();
  return { ...known, old: await issue(db, known.owner, { name: "ci" }) };
}

describe("POST /tokens/{id}/reset", () => {
  test("200 with the whole new secret, which works; the old one is a 401 on the very next call, and is told why", async () => {
    const { secret, old } = await one();
    const before = (await get(secret, `/tokens/${old.token.id}`)).json;
    const { status, json } = await reset(secret, old.token.id);
    expect(status).toBe(200);
    const changed = { token: expect.stringMatching(/^lkp_[0-9A-Za-z]{49}$/), lastModified: expect.any(Number) };
    expect(json).toEqual({ ...before, ...changed });
    expect([await works(json.token), await works(old.secret)]).toEqual([true, false]);
    expect((await get(old.secret, "/caller-identity")).json.message).toBe(
      "This secret was replaced when its access token was rotated",
    );
    expect((await get(secret, `/tokens/${old.token.id}`)).json.token).toBe(json.token.slice(-4));
  });

  test("both secrets work until the expiry of the old one, and both are uses of the same token", async () => {
    const { secret, old } = await one();
    const { json } = await reset(secret, old.token.id, `?expiry=${Date.now() + HOUR}`);
    expect([await works(json.token), await works(old.secret)]).toEqual([true, true]);
    for (const each of [old.secret, json.token]) {
      await uses.flush();
      const before = (await get(secret, `/tokens/${old.token.id}`)).json.lastUsed;
      await works(each);
      await uses.flush();
      expect((await get(secret, `/tokens/${old.token.id}`)).json.lastUsed).toBeGreaterThanOrEqual(before);
      expect((await get(each, "/caller-identity")).json.tokenId).toBe(old.token.id);
    }
    const next = await reset(secret, old.token.id, `?expiry=${Date.now() + HOUR}`);
    expect([await works(old.secret), await works(json.token), await works(next.json.token)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test.each([
    ["no body at all", undefined, {}],
    ["an empty form", "", FORM],
    ["an empty text", "", { "content-type": "text/plain" }],
    ["an empty object", {}, {}],
    ["null", null, {}],
    ["no expiry", { expiry: null }, {}],
  ])("200 for %s: the old secret ends at once", async (_, body, headers) => {
    const { secret, old } = await one();
    expect((await reset(secret, old.token.id, "", body, headers)).status).toBe(200);
    expect(await works(old.secret)).toBe(false);
  });

  test("an empty body under no content type whatever is taken too", async () => {
    const { secret, old } = await one();
    const request = { method: "POST", headers: { authorization: secret } };
    expect((await api.request(`/api/v2/tokens/${old.token.id}/reset`, request)).status).toBe(200);
  });

  test("the expiry may stand in a body, as older clients send it; that of the query comes first", async () => {
    const { secret, old } = await one();
    const first = await reset(secret, old.token.id, "", { expiry: Date.now() + HOUR });
    expect([first.status, await works(old.secret)]).toEqual([200, true]);
    const second = await reset(secret, old.token.id, "?expiry=0", { expiry: Date.now() + HOUR });
    expect([second.status, await works(first.json.token)]).toEqual([200, false]);
  });

  test.each(["", "0", String(Date.now() - HOUR)])(
    "200 for the expiry %j: the old secret ends at once",
    async (expiry) => {
      const { secret, old } = await one();
      expect((await reset(secret, old.token.id, `?expiry=${expiry}`)).status).toBe(200);
      expect(await works(old.secret)).toBe(false);
    },
  );

  test.each([
    ["a text", "soon"],
    ["what is not a number", "NaN"],
    ["a negative number", "-1"],
    ["a fraction", "1.5"],
    ["seconds", String(Math.floor(Date.now() / 1000) + 3600)],
    ["more than seven days", String(Date.now() + 8 * 24 * HOUR)],
    ["the end of time", "9999999999999999"],
  ])("400 for %s as the expiry, naming it; both in the query and in a body; nothing is rotated", async (_, expiry) => {
    const { secret, old } = await one();
    const inBody = Number.isNaN(Number(expiry)) ? expiry : Number(expiry);
    for (const refused of [
      await reset(secret, old.token.id, `?expiry=${expiry}`),
      await reset(secret, old.token.id, "", { expiry: inBody }),
    ]) {
      expect({ status: refused.status, code: refused.json.code }).toEqual({ status: 400, code: "invalid_request" });
      expect(refused.json.message).toMatch(/^expiry: /);
    }
    expect(await works(old.secret)).toBe(true);
  });

  test("403 for a token without the action, even for itself, and for anybody's personal token but one's own", async () => {
    const { secret, reader, readers, old } = await one();
    const mine = await issue(db, reader);
    const without = await reset(mine.secret, mine.token.id);
    expect(without.status).toBe(403);
    expect(without.json.message).toContain(`resetAccessToken on member/${reader.id}:token/${mine.token.id}`);
    const others = await reset(secret, mine.token.id);
    expect({ status: others.status, code: others.json.code }).toEqual({ status: 403, code: "forbidden" });
    expect([await works(mine.secret), await works(readers), await works(old.secret)]).toEqual([true, true, true]);
  });

  test("an explicit grant is enough for a token to rotate itself", async () => {
    const { owner, secret } = await one();
    const inlineRole = [allow("resetAccessToken", `member/${owner.id}:token/*`)];
    const { json } = await call(secret, "POST", "/tokens", { inlineRole });
    const next = await reset(json.token, json._id);
    expect([next.status, await works(next.json.token), await works(json.token)]).toEqual([200, true, false]);
  });

  test("404 for a token that is not there, out of view, or revoked", async () => {
    const { owner, secret, readers, old } = await one();
    expect((await reset(secret, UNKNOWN_ID)).status).toBe(404);
    expect((await reset(secret, "none")).status).toBe(404);
    expect((await reset(readers, old.token.id)).status).toBe(404);
    await revokeToken(db, owner.principal, { id: old.token.id, reason: "" });
    expect((await reset(secret, old.token.id)).status).toBe(404);
  });

  test("a service token's new secret is a service token's; its permissions stay as they were", async () => {
    const { secret } = await one();
    const made = await call(secret, "POST", "/tokens", { serviceToken: true, role: "writer" });
    const { status, json } = await reset(secret, made.json._id);
    expect(status).toBe(200);
    expect(json).toMatchObject({ token: expect.stringMatching(/^lks_/), role: "writer", serviceToken: true });
  });

  test("the log names it without a secret", async () => {
    const { secret, old } = await one();
    const { json } = await reset(secret, old.token.id);
    const logged = await get(secret, `/auditlog?limit=5&q=ci`);
    expect(logged.text).toContain("rotated the secret of the token");
    const rows = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.targetId, old.token.id)));
    for (const text of [logged.text, JSON.stringify(rows)]) {
      expect(text).not.toContain(json.token.slice(4, 20));
      expect(text).not.toContain(old.secret.slice(4, 20));
    }
  });
});

describe("PATCH /paused", () => {
  const paused = (value: unknown) => [{ op: "replace", path: "/paused", value }];

  test("200 stops the token and lets it work again; only a paused one says so", async () => {
    const { secret, old } = await one();
    const path = `/tokens/${old.token.id}`;
    expect((await call(secret, "PATCH", path, paused(true))).json.paused).toBe(true);
    expect((await get(old.secret, "/caller-identity")).json.message).toBe("This access token is paused");
    expect("paused" in (await call(secret, "PATCH", path, paused(false))).json).toBe(false);
    expect(await works(old.secret)).toBe(true);
    expect((await call(secret, "PATCH", path, [{ op: "remove", path: "/paused" }])).status).toBe(422);
  });

  test("400 for what is neither true nor false, 403 for whoever may not revoke it", async () => {
    const { secret, old, reader } = await one();
    const refused = await call(secret, "PATCH", `/tokens/${old.token.id}`, paused("yes"));
    expect(refused).toMatchObject({ status: 400, json: { message: "paused: Give true or false." } });
    const mine = await issue(db, reader);
    const denied = await call(mine.secret, "PATCH", `/tokens/${mine.token.id}`, paused(true));
    expect(denied).toMatchObject({ status: 403, json: { message: expect.stringContaining("deleteAccessToken") } });
  });
});

describe("PATCH /tokens/{id} tells what is held back", () => {
  test("as creating does: only while something is", async () => {
    const { account, secret } = await one();
    const admin = await account.join("admin");
    const made = await issue(db, admin, { role: "reader" });
    const wide = [{ op: "replace", path: "/inlineRole", value: [allow("deleteAccount", "acct")] }];
    const patched = await call(secret, "PATCH", `/tokens/${made.token.id}`, wide);
    expect(patched.json._heldBack).toContainEqual({ action: "deleteAccount", resource: "acct", heldBackBy: "member" });
    const narrow = [{ op: "replace", path: "/inlineRole", value: [allow("viewProject", "proj/*")] }];
    expect("_heldBack" in (await call(secret, "PATCH", `/tokens/${made.token.id}`, narrow)).json).toBe(false);
    await updateToken(db, admin.principal, { id: made.token.id, name: "x", comment: "" });
  });
});
