import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { describe, expect, test } from "vitest";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";
import { Limiter } from "@/lib/limits/limiter";
import { rulesOf } from "@/lib/limits/rules";
import { issue } from "@/lib/testing/account";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";

const { db } = await testDatabase();
const PRESET = { token: 600, account: 6000, failures: 60, createPerMember: 30, createPerAccount: 300 };
const OFF = { token: 0, account: 0, failures: 0, createPerMember: 0, createPerAccount: 0 };
const NOBODYS = `lkp_${"0".repeat(43)}2anijP`;

/** The API under limits, on a clock that stands still unless the test moves it. */
function limitedApi(limits: typeof PRESET) {
  const clock = {
    now: 0,
    /** Waits for as long as the answer says. */
    wait: ({ headers }: { headers: Headers }) => {
      clock.now += Number(headers.get("retry-after")) * 1000;
    },
  };
  return { clock, ...testApi(db, new Limiter(rulesOf(limits), () => clock.now)) };
}

describe("calls of one token", () => {
  test("60 at once are answered and count down, the next is a 429 that says when to come back; then it goes on", async () => {
    const { clock, get, people } = limitedApi(PRESET);
    const { secret, readers } = await people();
    for (let left = 59; left >= 0; left--) {
      const asked = Date.now();
      const { status, headers } = await get(secret, "/caller-identity");
      expect([status, headers.get("x-ratelimit-global-remaining")]).toEqual([200, String(left)]);
      expect(Number(headers.get("x-ratelimit-reset"))).toBeGreaterThan(asked);
      expect(headers.get("retry-after")).toBeNull();
    }
    const refused = await get(secret, "/caller-identity");
    expect({ status: refused.status, ...refused.json }).toEqual({
      status: 429,
      code: "rate_limited",
      message: expect.stringMatching(/^Too many requests\. Try again in \d+ seconds?\.$/),
      id: expect.any(String),
    });
    expect(refused.headers.get("x-ratelimit-global-remaining")).toBe("0");
    expect(Number(refused.headers.get("retry-after"))).toBe(1);
    expect(Math.abs(Number(refused.headers.get("x-ratelimit-reset")) - Date.now())).toBeLessThan(60_000);
    expect((await get(readers, "/caller-identity")).status).toBe(200);
    clock.wait(refused);
    expect((await get(secret, "/caller-identity")).status).toBe(200);
  });

  test("a client that waits for what it is told is through at the first try, every time", async () => {
    const { clock, get, people } = limitedApi({ ...PRESET, token: 60 });
    const { secret } = await people();
    let refusals = 0;
    for (let i = 0; i < 40; i++) {
      let answer = await get(secret, "/caller-identity");
      if (answer.status === 429) {
        refusals++;
        clock.wait(answer);
        answer = await get(secret, "/caller-identity");
      }
      expect(answer.status).toBe(200);
    }
    expect(refusals).toBeGreaterThan(10);
  });

  test("without limits there are no such headers and no 429", async () => {
    const { get, people } = limitedApi(OFF);
    const { secret } = await people();
    const answers = await Promise.all(Array.from({ length: 100 }, () => get(secret, "/caller-identity")));
    expect(answers.filter(({ status, headers }) => status !== 200 || headers.has("x-ratelimit-reset"))).toEqual([]);
  });

  test("a 429 counts as a use, since the secret was right", async () => {
    const { get, people, uses, clock } = limitedApi({ ...PRESET, token: 10 });
    const { secret, owner } = await people();
    const { secret: mine, token } = await issue(db, owner);
    expect((await get(mine, "/caller-identity")).status).toBe(200);
    await uses.flush();
    const before = (await get(secret, `/tokens/${token.id}`)).json.lastUsed;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await get(mine, "/caller-identity")).status).toBe(429);
    await uses.flush();
    clock.now += 60_000;
    expect((await get(secret, `/tokens/${token.id}`)).json.lastUsed).toBeGreaterThan(before);
  });
});

describe("calls of one account", () => {
  test("its tokens share a limit", async () => {
    const { get, people } = limitedApi({ ...PRESET, account: 100 });
    const { secret, readers } = await people();
    for (let i = 0; i < 5; i++) {
      expect((await get(secret, "/caller-identity")).status).toBe(200);
      expect((await get(readers, "/caller-identity")).status).toBe(200);
    }
    expect((await get(secret, "/caller-identity")).status).toBe(429);
    const other = await people();
    expect((await get(other.secret, "/caller-identity")).status).toBe(200);
  });
});

describe("making tokens", () => {
  test("30 an hour and member, whichever token makes them; a refused request does not count", async () => {
    const { call, people, owner, clock } = await makers();
    const second = await issue(db, owner, { role: "owner" });
    const make = (secret: string, body: unknown = {}) => call(secret, "POST", "/tokens", body);
    for (let left = 29; left >= 0; left--) {
      const { status, headers } = await make(left % 2 ? second.secret : people.secret);
      expect([status, headers.get("x-ratelimit-route-remaining")]).toEqual([201, String(left)]);
      if (left === 15) {
        expect((await make(people.secret, { role: "emperor" })).status).toBe(400);
        expect((await make(people.secret, { customRoleIds: ["not-there"] })).status).toBe(400);
        expect((await make(people.readers)).status).toBe(403);
      }
    }
    const refused = await make(second.secret);
    expect([refused.status, refused.json.code]).toEqual([429, "rate_limited"]);
    expect(refused.headers.get("x-ratelimit-route-remaining")).toBe("0");
    expect((await call(second.secret, "GET", "/tokens")).status).toBe(200);
    clock.wait(refused);
    expect((await make(second.secret)).status).toBe(201);
  });

  async function makers() {
    const api = limitedApi({ ...OFF, createPerMember: 30, createPerAccount: 300 });
    const people = await api.people();
    return { ...api, people, owner: people.owner };
  }
});

describe("secrets that do not work, from one client", () => {
  test("60 in a minute are 401, then 429 for five minutes; a quarter each if malformed; what works passes all along", async () => {
    const { api, clock, people } = limitedApi({ ...OFF, failures: 60 });
    const { secret } = await people();
    const server = http.createServer((request, response) => {
      request.headers[CLIENT_ADDRESS] = String(request.headers["x-test-client"]);
      void getRequestListener(api.fetch)(request, response);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const from = async (client: string, authorization: string) =>
      fetch(`http://127.0.0.1:${port}/api/v2/caller-identity`, {
        headers: { "x-test-client": client, ...(authorization ? { authorization } : {}) },
      });
    const statusFrom = async (client: string, authorization: string) => (await from(client, authorization)).status;

    for (let i = 0; i < 58; i++) expect(await statusFrom("2001:db8::1", NOBODYS)).toBe(401);
    for (let i = 0; i < 8; i++) expect(await statusFrom("2001:db8::2", "garbage")).toBe(401);
    const refused = await from("2001:db8::3", "garbage");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "300"]);
    expect(await refused.json()).toMatchObject({ code: "rate_limited", id: expect.any(String) });
    expect(await statusFrom("2001:db8::1", secret)).toBe(200);
    expect(await statusFrom("2001:db8::1", "")).toBe(401);
    expect(await statusFrom("2001:db8:0:1::1", NOBODYS)).toBe(401);
    expect(await statusFrom("192.0.2.1", NOBODYS)).toBe(401);
    clock.now += 5 * 60_000;
    expect(await statusFrom("2001:db8::1", NOBODYS)).toBe(401);
    await new Promise((resolve) => server.close(resolve));
  });
});
