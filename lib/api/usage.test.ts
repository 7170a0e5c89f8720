import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accessTokens, tokenUses } from "@/drizzle/schema";
import { issue } from "@/lib/testing/account";
import { testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { serve } from "@/lib/testing/socket";
import { secretIdOf } from "@/lib/testing/usage";
import { pauseToken } from "@/lib/tokens/pause-token";
import { resumeToken } from "@/lib/tokens/resume-token";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { tokenActivity } from "@/lib/usage/token-activity";

const { db } = await testDatabase();
const { api, uses, people } = testApi(db);
const { origin } = await serve(api);

const ADDRESS = "203.0.113.9";

async function call(secret: string, method: string, path: string, body?: unknown, agent = "deploy/1.2") {
  const answer = await fetch(`${origin}/api/v2${path}`, {
    method,
    headers: {
      authorization: secret,
      "user-agent": agent,
      "content-type": "application/json",
      "x-latchkey-client": ADDRESS,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await answer.text();
  return answer.status;
}

const activityOf = async ({ token }: { token: { id: string } }, accountId: string) => {
  await uses.flush();
  return tokenActivity(db, accountId, token.id);
};

describe("a call through the API", () => {
  test("is counted whatever it is answered, but for a 401: a 403 as denied", async () => {
    const { reader, account } = await people();
    const issued = await issue(db, reader);
    const { secret } = issued;
    const statuses = [
      await call(secret, "GET", "/caller-identity"),
      await call(secret, "GET", `/tokens/${UNKNOWN_ID}`),
      await call(secret, "POST", "/tokens", { nonsense: true }),
      await call(secret, "POST", "/roles", { key: "mine", name: "Mine", policy: [] }),
      await call(secret, "GET", "/caller-identity", undefined, "other/1"),
    ];
    expect(statuses).toEqual([200, 404, 400, 403, 200]);
    const activity = await activityOf(issued, account.id);
    expect(activity.days.at(-1)?.rest).toEqual({ allowed: 4, denied: 1 });
    expect(activity.actions).toContainEqual({ kind: "role", action: "createRole", allowed: 0, denied: 1 });
    expect(activity.sources).toHaveLength(2);
    expect(activity.sources).toContainEqual(
      expect.objectContaining({ channel: "rest", address: ADDRESS, agent: "deploy/1.2", uses: 4 }),
    );
    expect(activity.lastRoute).toBe("GET /api/v2/caller-identity");
  });

  test("is counted as what was asked and allowed, once each, by the catalogue's names", async () => {
    const { owner, account } = await people();
    const [issued, other] = [await issue(db, owner, { role: "owner" }), await issue(db, owner)];
    const patch = [
      { op: "replace", path: "/name", value: "renamed" },
      { op: "replace", path: "/description", value: "and described" },
    ];
    expect(await call(issued.secret, "PATCH", `/tokens/${other.token.id}`, patch)).toBe(200);
    expect(await call(issued.secret, "GET", "/members")).toBe(200);
    const { actions } = await activityOf(issued, account.id);
    expect(actions).toContainEqual({ kind: "member:token", action: "updateAccessTokenName", allowed: 1, denied: 0 });
    expect(actions).toContainEqual({
      kind: "member:token",
      action: "updateAccessTokenDescription",
      allowed: 1,
      denied: 0,
    });
    expect(actions).toContainEqual({ kind: "member", action: "viewMember", allowed: 1, denied: 0 });
  });

  test("one of many at once: none is lost, none is counted twice", async () => {
    const { owner, reader, account } = await people();
    const tokens = await Promise.all([issue(db, owner, { role: "owner" }), issue(db, reader), issue(db, reader)]);
    const asked = Array.from({ length: 240 }, (_, i) => tokens[i % tokens.length] as (typeof tokens)[number]);
    const half = asked.length / 2;
    await Promise.all(asked.slice(0, half).map(({ secret }) => call(secret, "GET", "/caller-identity")));
    await Promise.all([
      uses.flush(),
      ...asked.slice(half).map(({ secret }) => call(secret, "GET", "/caller-identity")),
    ]);
    for (const issued of tokens) {
      const { days, sources, secrets } = await activityOf(issued, account.id);
      expect(days.at(-1)?.rest).toEqual({ allowed: 80, denied: 0 });
      expect(sources).toMatchObject([{ uses: 80 }]);
      expect(secrets).toMatchObject([{ calls: 80 }]);
    }
  });

  test("a 401 counts nowhere as a use, and no use moves the token's modification", async () => {
    const { reader, account } = await people();
    const issued = await issue(db, reader);
    const modified = async () =>
      (await db.select().from(accessTokens).where(eq(accessTokens.id, issued.token.id)))[0]?.modifiedAt;
    const before = await modified();
    expect(before).toBeInstanceOf(Date);
    await call(issued.secret, "GET", "/caller-identity");
    expect(await call(`${issued.secret.slice(0, -1)}?`, "GET", "/caller-identity")).toBe(401);
    await activityOf(issued, account.id);
    expect(await modified()).toEqual(before);
    await revokeToken(db, reader.principal, { id: issued.token.id, reason: "" });
    const { last } = await activityOf(issued, account.id);
    expect(await call(issued.secret, "GET", "/caller-identity")).toBe(401);
    const after = await activityOf(issued, account.id);
    expect(after.last).toEqual(last);
    expect(after.days.at(-1)?.rest).toEqual({ allowed: 1, denied: 0 });
  });

  test("each secret of a rotated token has its own uses, and a replaced one its tries", async () => {
    const { reader, account } = await people();
    const issued = await issue(db, reader);
    const old = await secretIdOf(db, issued.token.id);
    const rotated = await rotateToken(db, reader.principal, { id: issued.token.id, oldUntil: Date.now() + 3_600_000 });
    if (!rotated.ok) throw new Error(rotated.error.kind);
    const secret = rotated.value.secret.reveal();
    await call(issued.secret, "GET", "/caller-identity");
    for (let i = 0; i < 3; i++) await call(secret, "GET", "/caller-identity");
    const during = await activityOf(issued, account.id);
    expect(during.secrets).toMatchObject([
      { state: "current", calls: 3 },
      { id: old, state: "overlap", calls: 1 },
    ]);
    const again = await rotateToken(db, reader.principal, { id: issued.token.id, oldUntil: null });
    expect(again.ok).toBe(true);
    expect(await call(issued.secret, "GET", "/caller-identity")).toBe(401);
    const { secrets, blocked } = await activityOf(issued, account.id);
    expect(blocked).toBeNull();
    expect(secrets.find(({ id }) => id === old)?.blocked).toMatchObject({ tries: 1, lastAddress: ADDRESS });
  });
});

describe("tries with the secret of a dead token", () => {
  test("are counted since its death, with the last address, and begin anew with the next", async () => {
    const { reader, account } = await people();
    const issued = await issue(db, reader);
    const { secret } = issued;
    const id = issued.token.id;
    const pause = async () => expect((await pauseToken(db, reader.principal, { id, reason: "" })).ok).toBe(true);
    await pause();
    await call(secret, "GET", "/caller-identity");
    await call(secret, "GET", "/caller-identity", undefined, "late/2");
    const paused = await activityOf(issued, account.id);
    expect(paused.blocked).toMatchObject({ why: "paused", tries: 2, lastAddress: ADDRESS, lastAgent: "late/2" });
    expect((await resumeToken(db, reader.principal, { id, reason: "" })).ok).toBe(true);
    expect((await activityOf(issued, account.id)).blocked).toBeNull();
    await pause();
    expect((await activityOf(issued, account.id)).blocked).toBeNull();
    await call(secret, "GET", "/caller-identity");
    expect((await activityOf(issued, account.id)).blocked).toMatchObject({ why: "paused", tries: 1 });
    await revokeToken(db, reader.principal, { id, reason: "" });
    expect((await activityOf(issued, account.id)).blocked).toBeNull();
    await call(secret, "GET", "/caller-identity");
    expect((await activityOf(issued, account.id)).blocked).toMatchObject({ why: "revoked", tries: 1 });
    expect((await activityOf(issued, account.id)).last.rest).toBeNull();
    expect(await db.$count(tokenUses, eq(tokenUses.tokenId, id))).toBe(0);
  });
});
