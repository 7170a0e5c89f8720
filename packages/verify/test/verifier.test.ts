import { createVerifier, type Verifier, type VerifierOptions } from "@latchkey/verify";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { accessTokens } from "@/drizzle/schema";
import { createGateway } from "@/lib/gateways/create-gateway";
import { revokeGateway } from "@/lib/gateways/revoke-gateway";
import { updateMember } from "@/lib/members/update-member";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { pauseToken } from "@/lib/tokens/pause-token";
import { resumeToken } from "@/lib/tokens/resume-token";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { gate, type Latchkey, seedGateway, startLatchkey } from "./latchkey";

const database = await testDatabase();
const { db } = database;
const { owner, writer, credential } = await seedGateway(database);
let latchkey: Latchkey;
beforeAll(async () => {
  latchkey = await startLatchkey(database);
});

const made: Verifier[] = [];
afterEach(() => {
  for (const verifier of made.splice(0)) verifier.close();
});

const writes = { action: "updateOn", resource: "proj/web:env/production:flag/x" };
const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });
const asks = () => latchkey.asked.filter((path) => path === "/authz/verify").length;

function verifierWith(more: Partial<VerifierOptions> = {}): Verifier {
  const verifier = createVerifier({ url: latchkey.url, credential, ...more });
  made.push(verifier);
  return verifier;
}

/** One that answers from memory by now. */
async function remembering(more: Partial<VerifierOptions> = {}): Promise<Verifier> {
  const verifier = verifierWith(more);
  await untilRemembers(verifier);
  return verifier;
}

async function untilRemembers(verifier: Verifier): Promise<void> {
  await expect.poll(() => wake(verifier), { interval: 5, timeout: 60_000 }).toBe(true);
}

/** A question keeps the feed wanted; one with a secret that is nobody's costs nothing. */
async function wake(verifier: Verifier): Promise<boolean> {
  await verifier.verify(bearer("nobody"), writes);
  return verifier.remembers();
}

async function outcome(verifier: Verifier, secret: string): Promise<string> {
  return (await verifier.verify(bearer(secret), writes)).outcome;
}

const newToken = (role: "reader" | "writer" = "writer") => issue(db, writer, { role });
const revoke = async (id: string) => {
  expect((await revokeToken(db, owner.principal, { id, reason: "" })).ok).toBe(true);
};

describe("what is refused", () => {
  test("an address or a credential that can be none", () => {
    for (const url of ["", "latchkey", "ftp://latchkey.example"])
      expect(() => createVerifier({ url, credential })).toThrow(TypeError);
    for (const wrong of ["", "lkp_abc", "lkg_\n"])
      expect(() => createVerifier({ url: latchkey.url, credential: wrong })).toThrow(TypeError);
  });

  test("a request without a token, or with two in one, is 401 without a question", async () => {
    const verifier = verifierWith();
    latchkey.asked.length = 0;
    const none = await verifier.verify({ headers: {} }, writes);
    expect(none).toMatchObject({
      allowed: false,
      status: 401,
      headers: { "www-authenticate": 'Bearer realm="latchkey"' },
    });
    for (const authorization of [["a", "b"], "Bearer a b", "Bearer é", `Bearer ${"a".repeat(300)}`])
      expect(await verifier.verify({ headers: { authorization } }, writes)).toMatchObject({
        outcome: "unauthenticated",
        headers: { "www-authenticate": expect.stringContaining("invalid_token") },
      });
    expect(asks()).toBe(0);
  });

  test("an unknown, a paused and another account's token is 401", async () => {
    const verifier = await remembering();
    const paused = await newToken();
    await pauseToken(db, writer.principal, { id: paused.token.id, reason: "" });
    const elsewhere = await (await seedAccount(db, "Other")).join("owner");
    const foreign = await issue(db, elsewhere, { role: "owner" });
    for (const secret of [`lkp_${"a".repeat(43)}000000`, paused.secret, foreign.secret, credential])
      for (let round = 0; round < 2; round++) expect(await outcome(verifier, secret)).toBe("unauthenticated");
  });

  test("a token that may not is 403, and so is a name that no policy can have", async () => {
    const verifier = verifierWith();
    const { secret, token } = await newToken("reader");
    expect(await verifier.verify(bearer(secret), writes)).toMatchObject({ status: 403, caller: { token: token.id } });
    for (const asked of [
      { action: "", resource: "acct" },
      { action: "viewProject", resource: "x".repeat(1_025) },
    ])
      expect(await verifier.verify(bearer(secret), asked)).toMatchObject({ status: 403, caller: null });
  });

  test("everything, by a gateway that is unknown or was revoked", async () => {
    const { secret } = await newToken();
    const unknown = verifierWith({ credential: `${credential.slice(0, -1)}${credential.endsWith("0") ? "1" : "0"}` });
    expect(await unknown.verify(bearer(secret), writes)).toMatchObject({ status: 503, why: "credential" });
    const other = await createGateway(db, owner.principal, { name: "old" });
    if (!other.ok) throw new Error(other.error.kind);
    const verifier = await remembering({ credential: other.value.secret.reveal() });
    expect(await outcome(verifier, secret)).toBe("allowed");
    expect((await revokeGateway(db, owner.principal, { id: other.value.gateway.id })).ok).toBe(true);
    expect(await verifier.verify(bearer(secret), writes)).toMatchObject({ outcome: "unavailable", why: "credential" });
  });

  test("everything, once it is closed", async () => {
    const { secret } = await newToken();
    const verifier = await remembering();
    expect(await outcome(verifier, secret)).toBe("allowed");
    verifier.close();
    expect(verifier.remembers()).toBe(false);
    expect(await verifier.verify(bearer(secret), writes)).toMatchObject({ status: 503, why: "closed" });
  });

  test("a question too many, while others wait", async () => {
    const { secret } = await newToken();
    const verifier = verifierWith({ most: 0, waitingMost: 1 });
    const [first, second] = await Promise.all([outcome(verifier, secret), verifier.verify(bearer(secret), writes)]);
    expect(first).toBe("allowed");
    expect(second).toMatchObject({ status: 503, why: "busy" });
  });

  test.each([
    ["no JSON", 200, "yes"],
    ["another shape", 200, '{"verdict":"allow"}'],
    ["a list", 200, "[]"],
    ["a word nobody knows", 200, '{"verdict":"maybe","token":"t","subject":"s","scopes":[]}'],
    ["a failure", 500, '{"verdict":"allow","token":"t","subject":"s","scopes":[]}'],
    ["no content", 204, null],
  ])("what answers with %s says nothing, and that is no yes", async (_, status, body) => {
    const verifier = verifierWith({ fetch: async () => new Response(body, { status }) });
    expect(await verifier.verify(bearer("secret"), writes)).toMatchObject({ status: 503, why: "unreachable" });
  });
});

describe("what is kept", () => {
  test("a second answer comes from memory, says who calls, and is a use like the first", async () => {
    const verifier = await remembering();
    const { secret, token } = await newToken();
    latchkey.uses.length = 0;
    const first = await verifier.verify(bearer(secret), writes);
    const before = asks();
    const second = await verifier.verify({ headers: new Headers({ authorization: secret }) }, writes);
    expect(second).toEqual(first);
    expect(second).toMatchObject({
      allowed: true,
      caller: { token: token.id, subject: `member/${writer.id}`, scopes: ["writer"] },
    });
    expect(asks()).toBe(before);
    const of = () => latchkey.uses.filter(({ holder }) => holder.id === token.id);
    await expect.poll(of, { timeout: 60_000 }).toHaveLength(2);
    expect(of().map(({ allowed, times }) => [allowed, times ?? 1])).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });

  test("many who ask for the same at once share one question", async () => {
    const verifier = await remembering();
    const { secret } = await newToken();
    const before = asks();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(verifier, secret)));
    expect(new Set(outcomes)).toEqual(new Set(["allowed"]));
    expect(asks()).toBe(before + 1);
  });

  test("so many at most, and an answer is for its very action and resource", async () => {
    const verifier = await remembering({ most: 2 });
    const { secret } = await newToken();
    const ask = (resource: string) => verifier.verify(bearer(secret), { action: "updateOn", resource });
    const before = asks();
    for (const flag of ["a", "b", "a", "c", "a", "b"]) await ask(`proj/web:env/production:flag/${flag}`);
    expect(asks()).toBe(before + 4); // a, b, c, and b again, which was asked for longest ago
    expect((await ask("member/x:token/y")).outcome).toBe("denied");
  });

  test("nothing with `most` at 0, and then there is no feed", async () => {
    const verifier = verifierWith({ most: 0 });
    const { secret } = await newToken();
    latchkey.asked.length = 0;
    for (let round = 0; round < 3; round++) expect(await outcome(verifier, secret)).toBe("allowed");
    expect(latchkey.asked).toEqual(["/authz/verify", "/authz/verify", "/authz/verify"]);
  });

  test("no longer than the token lives", async () => {
    const verifier = await remembering();
    const { secret, token } = await newToken();
    const notAfter = sql`now() + interval '1500 milliseconds'`;
    await db.update(accessTokens).set({ notAfter }).where(eq(accessTokens.id, token.id));
    expect(await outcome(verifier, secret)).toBe("allowed");
    await expect.poll(() => outcome(verifier, secret), { timeout: 60_000 }).toBe("unauthenticated");
  });
});

describe("a change has reached the memory of every service when it returns", () => {
  test("revoking", async () => {
    const verifiers = [await remembering(), await remembering()];
    const { secret, token } = await newToken();
    for (const verifier of [...verifiers, ...verifiers]) expect(await outcome(verifier, secret)).toBe("allowed");
    await revoke(token.id);
    for (const verifier of [...verifiers, ...verifiers]) {
      expect(await outcome(verifier, secret)).toBe("unauthenticated");
      expect(verifier.remembers()).toBe(true);
    }
  });

  test("pausing, resuming, demoting and promoting", async () => {
    const verifier = await remembering();
    const { secret, token } = await newToken();
    const { principal } = writer;
    const twice = async () => [await outcome(verifier, secret), await outcome(verifier, secret)];
    expect(await twice()).toEqual(["allowed", "allowed"]);
    await pauseToken(db, principal, { id: token.id, reason: "" });
    expect(await twice()).toEqual(["unauthenticated", "unauthenticated"]);
    await resumeToken(db, principal, { id: token.id, reason: "" });
    expect(await twice()).toEqual(["allowed", "allowed"]);
    await updateMember(db, owner.principal, { id: writer.id, baseRole: "reader" });
    expect(await twice()).toEqual(["denied", "denied"]);
    await updateMember(db, owner.principal, { id: writer.id, baseRole: "writer" });
    expect(await twice()).toEqual(["allowed", "allowed"]);
  });

  test("and what is none of a gateway's business does not come to it", async () => {
    const elsewhere = await seedGateway(database);
    const verifier = await remembering();
    const { secret } = await newToken();
    expect(await outcome(verifier, secret)).toBe("allowed");
    const before = asks();
    const { token } = await issue(db, elsewhere.writer, { role: "writer" });
    await revokeToken(db, elsewhere.owner.principal, { id: token.id, reason: "" });
    expect(await outcome(verifier, secret)).toBe("allowed");
    expect(asks()).toBe(before);
  });
});

describe("who cannot hear of a change does not answer from memory", () => {
  test("a frozen feed lets the lease run out, and the change waits for that", async () => {
    const between = gate();
    const verifier = await remembering({ fetch: between.fetch });
    const { secret, token } = await newToken();
    expect(await outcome(verifier, secret)).toBe("allowed");
    between.freeze();
    await revoke(token.id);
    expect(verifier.remembers()).toBe(false);
    expect(await outcome(verifier, secret)).toBe("unauthenticated");
    between.thaw();
    await untilRemembers(verifier);
    expect(await outcome(verifier, secret)).toBe("unauthenticated");
  });

  test("a feed that is cut loses what was kept: each question is asked until there is another", async () => {
    const between = gate();
    const verifier = await remembering({ fetch: between.fetch });
    const { secret, token } = await newToken();
    expect(await outcome(verifier, secret)).toBe("allowed");
    between.cut();
    await expect.poll(() => verifier.remembers(), { interval: 1, timeout: 60_000 }).toBe(false);
    const before = asks();
    for (let round = 0; round < 3; round++) expect(await outcome(verifier, secret)).toBe("allowed");
    expect(asks()).toBe(before + 3);
    await revoke(token.id);
    expect(await outcome(verifier, secret)).toBe("unauthenticated");
    between.mend();
    await untilRemembers(verifier);
    expect(await outcome(verifier, secret)).toBe("unauthenticated");
  });

  test("a server that cannot renew its own lease gives none, and its followers ask", async () => {
    const verifier = await remembering();
    const { secret, token } = await newToken();
    expect(await outcome(verifier, secret)).toBe("allowed");
    latchkey.instance.trouble.frozen = true;
    await revoke(token.id);
    expect(verifier.remembers()).toBe(false);
    expect(await outcome(verifier, secret)).toBe("unauthenticated");
    latchkey.instance.trouble.frozen = false;
    await untilRemembers(verifier);
    expect(await outcome(verifier, secret)).toBe("unauthenticated");
  });

  test("an answer of another process than the feed's is given and not kept", async () => {
    const other = await startLatchkey(database);
    const balanced: typeof fetch = (input, init) =>
      fetch(String(input).replace(latchkey.url, String(input).endsWith("/verify") ? other.url : latchkey.url), init);
    const verifier = await remembering({ fetch: balanced });
    const { secret } = await newToken();
    other.asked.length = 0;
    for (let round = 0; round < 3; round++) expect(await outcome(verifier, secret)).toBe("allowed");
    expect(other.asked).toHaveLength(3);
  });

  test("a server that is gone is no yes: 503 as soon as the lease has run out, and for what was never asked at once", async () => {
    const dying = await startLatchkey(database);
    const verifier = await remembering({ url: dying.url });
    const { secret } = await newToken();
    const { secret: never } = await newToken();
    expect(await outcome(verifier, secret)).toBe("allowed");
    await dying.goAway();
    expect(await verifier.verify(bearer(never), writes)).toMatchObject({ status: 503, why: "unreachable" });
    await expect.poll(() => verifier.remembers(), { interval: 5, timeout: 60_000 }).toBe(false);
    const answer = await verifier.verify(bearer(secret), writes);
    expect(answer).toMatchObject({ allowed: false, status: 503, headers: { "retry-after": "2" } });
  });

  test("a process that stops gives its lease back when nobody who follows it holds one", async () => {
    const leaving = await startLatchkey(database);
    const verifier = await remembering({ url: leaving.url });
    const { secret, token } = await newToken();
    expect(await outcome(verifier, secret)).toBe("allowed");
    await leaving.instance.lease.stop();
    await revoke(token.id);
    expect(await outcome(verifier, secret)).toBe("unauthenticated");
  });
});
