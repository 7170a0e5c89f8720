import { once } from "node:events";
import net from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { revokeGateway } from "@/lib/gateways/revoke-gateway";
import { UNTAKEN_MAX } from "@/lib/leases/limits";
import { issue } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { type Latchkey, seedGateway, startLatchkey } from "./latchkey";

const database = await testDatabase();
const { account, credential, writer, owner } = await seedGateway(database);
const other = await seedGateway(database);
const { secret } = await issue(database.db, writer, { role: "writer" });
let latchkey: Latchkey;
beforeAll(async () => {
  latchkey = await startLatchkey(database);
});

const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
const post = (path: string, body: unknown, as = credential, type = "application/json") =>
  fetch(latchkey.url + path, {
    method: "POST",
    headers: { ...bearer(as), "content-type": type },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const question = { secret, action: "updateOn", resource: "proj/web:env/production:flag/x" };
const ack = { feed: "none", taken: 0, ask: 1 };

/** Opens a feed and reads what it says first: its name. */
async function openFeed(as = credential) {
  const response = await fetch(`${latchkey.url}/authz/events`, { headers: bearer(as) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => (await reader?.read())?.value ?? "";
  const feed = /"feed":"([^"]+)"/.exec(await read())?.[1] ?? "";
  return { response, read, feed, end: () => reader?.cancel() };
}

describe("the doors of the package", () => {
  test("whoever is no gateway gets 401, a token too", async () => {
    for (const as of ["", "nonsense", secret]) {
      expect((await post("/authz/verify", question, as)).status).toBe(401);
      expect((await post("/authz/events/ack", ack, as)).status).toBe(401);
      expect((await fetch(`${latchkey.url}/authz/events`, { headers: bearer(as) })).status).toBe(401);
    }
  });

  test("another method is 405, and a body that is not what is asked for 400", async () => {
    for (const path of ["/authz/verify", "/authz/events/ack"]) {
      expect((await fetch(latchkey.url + path, { headers: bearer(credential) })).status).toBe(405);
      for (const body of [
        "",
        "{",
        "[]",
        { ...question, secret: 7, feed: 7 },
        { ...ack, ...question, action: "", taken: -1 },
      ])
        expect((await post(path, body)).status, JSON.stringify(body)).toBe(400);
      expect((await post(path, { ...question, ...ack }, credential, "text/plain")).status).toBe(400);
    }
    expect((await post("/authz/events", {})).status).toBe(405);
    const uses = Array.from({ length: 101 }, () => ({
      token: "t",
      action: "a",
      resource: "r",
      allowed: true,
      times: 1,
    }));
    expect((await post("/authz/events/ack", { ...ack, uses })).status).toBe(400);
  });

  test("a verdict is for nobody on its way to store, and may be kept by nobody who follows no feed", async () => {
    const answer = await post("/authz/verify", question);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toMatchObject({ verdict: "allow", subject: `member/${writer.id}` });
    for (const feed of [undefined, "none"]) {
      expect(await (await post("/authz/verify", { ...question, feed })).json()).not.toHaveProperty("keep");
    }
  });

  test("the feed cannot be stored or gathered on its way, and names itself", async () => {
    const { response, feed, end } = await openFeed();
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(feed).toMatch(/^[0-9a-f-]{36}$/);
    await end();
  });

  test("a feed is acknowledged by whoever opened it: not by another account, nor by another gateway of the same", async () => {
    const { feed, read, end } = await openFeed();
    const { db } = database;
    const second = await createGateway(db, owner.principal, { name: "second" });
    if (!second.ok) throw new Error(second.error.kind);
    for (const as of [other.credential, second.value.secret.reveal()])
      expect((await post("/authz/events/ack", { ...ack, feed }, as)).status).toBe(404);
    expect((await post("/authz/events/ack", { ...ack, feed: "none" })).status).toBe(404);
    expect((await post("/authz/events/ack", { ...ack, feed })).status).toBe(204);
    expect(await read()).toContain("event: lease");
    await end();
  });

  test("an answer is not for keeping by another account's feed", async () => {
    const { feed, end } = await openFeed(other.credential);
    expect(await (await post("/authz/verify", { ...question, feed })).json()).not.toHaveProperty("keep");
    await end();
  });

  test("uses of another account's tokens are not counted", async () => {
    const { feed, end } = await openFeed(other.credential);
    const { token } = await issue(database.db, writer, { role: "writer" });
    latchkey.uses.length = 0;
    const { action, resource } = question;
    const its = await issue(database.db, other.writer, { role: "writer" });
    const uses = [token.id, "nonsense", its.token.id].map((id) => ({
      token: id,
      action,
      resource,
      allowed: true,
      times: 3,
    }));
    expect((await post("/authz/events/ack", { ...ack, feed, uses }, other.credential)).status).toBe(204);
    await expect
      .poll(() => latchkey.uses.map(({ holder, times }) => [holder.id, times]), { timeout: 60_000 })
      .toEqual([[its.token.id, 3]]);
    await end();
  });

  test("a gateway that is revoked gets no lease any more, and its feed ends with its next word", async () => {
    const made = await createGateway(database.db, owner.principal, { name: "to be revoked" });
    if (!made.ok) throw new Error(made.error.kind);
    const own = made.value.secret.reveal();
    const { feed, read } = await openFeed(own);
    expect((await post("/authz/events/ack", { ...ack, feed }, own)).status).toBe(204);
    expect(await read()).toContain("event: lease");
    // It is told to forget, and the revocation waits until it has said so or its lease has run out.
    expect((await revokeGateway(database.db, owner.principal, { id: made.value.gateway.id })).ok).toBe(true);
    expect((await post("/authz/events/ack", { ...ack, feed, ask: 2 }, own)).status).toBe(401);
    let heard = "";
    const end = async () => {
      for (let piece = await read(); piece !== ""; piece = await read()) heard += piece;
    };
    await end().catch(() => {}); // cut off
    expect(heard).toContain("event: change");
    expect(heard).not.toContain("event: lease");
    expect((await fetch(`${latchkey.url}/authz/events`, { headers: bearer(own) })).status).toBe(401);
  });

  test("a follower that does not read is cut off before what it has not read fills the memory", async () => {
    const { followers } = latchkey.instance.lease;
    const { hostname, port } = new URL(latchkey.url);
    const socket = net.connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.write(`GET /authz/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${credential}\r\n\r\n`);
    const [hello] = (await once(socket, "data")) as [Buffer];
    socket.pause();
    const follower = followers.find(/"feed":"([^"]+)"/.exec(String(hello))?.[1] ?? "");
    const change = Array.from({ length: 2_000 }, () => ({ accountId: account.id, tokenId: "0".repeat(24) }));
    await expect
      .poll(
        () => {
          followers.tell(change);
          return follower?.open;
        },
        { interval: 1, timeout: 60_000 },
      )
      .toBe(false);
    expect(follower?.untaken.length).toBeLessThan(UNTAKEN_MAX);
    socket.destroy();
  });
});
