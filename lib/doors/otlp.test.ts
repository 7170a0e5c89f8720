import { gzipSync } from "node:zlib";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { Authority } from "@/lib/authority/authority";
import { createGateway } from "@/lib/gateways/create-gateway";
import { Limiter, NO_LIMITS } from "@/lib/limits/limiter";
import type { Statement } from "@/lib/policy/statement";
import { Budget } from "@/lib/telemetry/budget";
import { SENT_MOST } from "@/lib/telemetry/limits";
import { issue, seedAccount } from "@/lib/testing/account";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { allow, deny } from "@/lib/testing/roles";
import { serveTelemetry, statusIn } from "@/lib/testing/telemetry";
import { pauseToken } from "@/lib/tokens/pause-token";
import { revokeToken } from "@/lib/tokens/revoke-token";

const { db, url } = await testDatabase();
const instance = startInstance(url);
beforeItGoes(() => instance.stop());
const { authority } = instance;
const door = await serveTelemetry({ db, authority });
beforeAll(() => untilHeld(instance));
beforeEach(() => {
  door.noted.length = 0;
  door.tries.length = 0;
});

const account = await seedAccount(db);
const [owner, writer] = [await account.join("owner"), await account.join("writer")];
const { secret } = await issue(db, writer, { role: "writer" });

const PROTOBUF = "application/x-protobuf";
const JSON_TYPE = "application/json";
/** A message of one field, and an object of as little. */
const BATCH = { [PROTOBUF]: Buffer.from([0x0a, 0x02, 0x12, 0x00]), [JSON_TYPE]: Buffer.from('{"resourceSpans":[]}') };
type Type = keyof typeof BATCH;

const inline = (...statements: Statement[]) => ({ source: "inline" as const, statements });

type Sent = {
  type?: string;
  body?: Buffer | ReadableStream;
  more?: Record<string, string>;
  path?: string;
  method?: string;
};

function send(
  token: string | null,
  { type = PROTOBUF, body, more = {}, path = "/v1/traces", method = "POST" }: Sent,
  origin = door.origin,
) {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const streamed = body instanceof ReadableStream ? { duplex: "half" } : {};
  return fetch(`${origin}/otlp${path}`, {
    method,
    headers: { ...authorization, ...(type === "" ? {} : { "content-type": type }), ...more },
    ...(method === "POST" ? { body: (body ?? BATCH[type as Type] ?? BATCH[PROTOBUF]) as BodyInit } : {}),
    ...streamed,
  });
}

describe.each<Type>([PROTOBUF, JSON_TYPE])("telemetry as %s", (type) => {
  const refused = async (answer: Response, status: number) => {
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    return statusIn(answer);
  };

  test("is refused without a token, with one that is nobody's, and with a gateway's credential", async () => {
    const none = await send(null, { type });
    expect(none.headers.get("www-authenticate")).toBe('Bearer realm="latchkey"');
    expect(await refused(none, 401)).toMatchObject({ code: 16 });
    const gateway = await createGateway(db, owner.principal, { name: "edge" });
    const credential = gateway.ok ? gateway.value.secret.reveal() : "";
    for (const token of ["nonsense", `lkp_${"a".repeat(43)}000000`, credential]) {
      const answer = await send(token, { type });
      expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="latchkey", error="invalid_token"');
      expect(await refused(answer, 401)).toEqual({ code: 16, message: "Invalid access token" });
    }
    expect(door.noted).toEqual([]);
  });

  test("is refused with a dead token, whose holder is told why, and the try is noted", async () => {
    const paused = await issue(db, writer, { role: "writer" });
    expect((await send(paused.secret, { type })).status).toBe(200);
    await pauseToken(db, writer.principal, { id: paused.token.id, reason: "" });
    expect(await refused(await send(paused.secret, { type }), 401)).toMatchObject({
      message: "This access token is paused",
    });
    await revokeToken(db, owner.principal, { id: paused.token.id, reason: "" });
    expect(await refused(await send(paused.secret, { type }), 401)).toMatchObject({
      message: "This access token was revoked",
    });
    expect(door.tries.map(({ tokenId, why }) => [tokenId, why])).toEqual([
      [paused.token.id, "paused"],
      [paused.token.id, "revoked"],
    ]);
    expect(door.noted).toHaveLength(1);
  });

  test("is refused where the token may not send it, and counted as denied", async () => {
    const refusedRoles = [
      "reader",
      inline(allow("*", "proj/*")),
      inline(allow("*", "acct"), deny("sendTelemetry", "acct")),
    ] as const;
    for (const role of refusedRoles) {
      const { secret: other, token } = await issue(db, writer, { role });
      const answer = await send(other, { type });
      expect(answer.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
      expect(await refused(answer, 403)).toMatchObject({
        code: 7,
        message: expect.stringContaining("sendTelemetry on acct"),
      });
      expect(door.noted.at(-1)).toMatchObject({ tokenId: token.id, channel: "telemetry", denied: true });
    }
  });

  test("is refused elsewhere, and by another method than POST", async () => {
    for (const path of ["/v1/profiles", "/v1/traces/", "/v1", "/v1/%74races"])
      expect(await refused(await send(secret, { type, path }), 404)).toMatchObject({ code: 5 });
    const asked = await send(secret, { type, method: "PUT" });
    expect(asked.headers.get("allow")).toBe("POST");
    expect(await refused(asked, 405)).toMatchObject({ code: 12 });
  });

  test("is refused in a packing that OTLP does not ask for", async () => {
    for (const encoding of ["deflate", "br", "gzip, gzip"]) {
      const answer = await send(secret, { type, more: { "content-encoding": encoding } });
      expect(answer.headers.get("accept-encoding")).toBe("gzip, identity");
      await refused(answer, 415);
    }
  });

  test("is refused where it is not what it says", async () => {
    const packed = { "content-encoding": "gzip" };
    for (const [body, more] of [
      [Buffer.from("{resourceSpans"), {}],
      [BATCH[type], packed],
      [gzipSync(BATCH[type]).subarray(0, -3), packed],
      [gzipSync("{resourceSpans"), packed],
      [gzipSync(BATCH[type]), {}],
    ] as const)
      expect(await refused(await send(secret, { type, body, more }), 400)).toMatchObject({ code: 3 });
  });

  test("is refused where it is too long, said so or not, or unpacks to too much, and holds no memory afterwards", async () => {
    const long = Buffer.alloc(SENT_MOST + 1);
    const pieces = () => {
      let left = 3 * SENT_MOST;
      return new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(65_536));
          left -= 65_536;
          if (left <= 0) controller.close();
        },
      });
    };
    const bomb = gzipSync(Buffer.concat([Buffer.from([0x0a, 0xff, 0xff, 0xff, 0x3f]), Buffer.alloc(80 << 20, 0x20)]));
    const json = gzipSync(Buffer.alloc(80 << 20, 0x20));
    const packed = { "content-encoding": "gzip" };
    await refused(await send(secret, { type, body: long }), 413);
    await refused(await send(secret, { type, body: pieces() }), 413);
    await refused(await send(secret, { type, body: type === PROTOBUF ? bomb : json, more: packed }), 413);
    expect((await send(secret, { type })).status).toBe(200);
    expect(door.budget.held).toBe(0);
  });

  test("has to wait while there is no room for it: 429 if the token took its own share, else 503, with Retry-After", async () => {
    const answered = async (budget: Budget) => {
      const answer = await send(secret, { type }, (await serveTelemetry({ db, authority, intake: { budget } })).origin);
      expect(answer.headers.get("retry-after")).toBe("1");
      return answer;
    };
    expect(await refused(await answered(new Budget(1 << 20, 1000)), 429)).toMatchObject({ code: 8 });
    expect(await refused(await answered(new Budget(1000, 1 << 20)), 503)).toMatchObject({ code: 14 });
  });

  test("has to wait where secrets are tried that do not work, for as long as it is told", async () => {
    const limiter = new Limiter({ ...NO_LIMITS, failures: 2 });
    const { origin } = await serveTelemetry({ db, authority, intake: { limiter } });
    const tried = () => send(`lkp_${"a".repeat(43)}000000`, { type }, origin);
    const malformed = () => send("nonsense", { type }, origin);
    while ((await malformed()).status === 401);
    const answer = await tried();
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(200);
    await refused(answer, 429);
    expect((await send(secret, { type }, origin)).status).toBe(200);
  });

  test("is neither taken nor refused for good while the database is needed and cannot be asked", async () => {
    const pool = new pg.Pool({ connectionString: url });
    await pool.end();
    const cut = new Authority(drizzle(pool, { schema, casing: "snake_case" }), { held: () => false });
    const { origin, errors } = await serveTelemetry({ db, authority: cut });
    const answer = await send(secret, { type }, origin);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(await refused(answer, 503)).toMatchObject({ code: 14 });
    expect(errors).toHaveLength(1);
  });

  test.each(["/v1/traces", "/v1/metrics", "/v1/logs"])(
    "is taken at %s, plain, packed and in pieces, and counted as telemetry",
    async (path) => {
      const packed = { "content-encoding": "gzip" };
      const stream = new Blob([BATCH[type]]).stream();
      for (const sent of [
        {},
        { body: gzipSync(BATCH[type]), more: packed },
        { body: stream },
        { type: `${type}; charset=utf-8` },
      ]) {
        const answer = await send(secret, { type, path, ...("type" in sent ? { ...sent, body: BATCH[type] } : sent) });
        expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
        expect(await answer.text()).toBe(type === PROTOBUF ? "" : "{}");
      }
      expect(door.noted).toHaveLength(4);
      expect(door.noted[0]).toMatchObject({
        channel: "telemetry",
        denied: false,
        address: "192.0.2.7",
        groups: [{ kind: "acct", action: "sendTelemetry" }],
      });
    },
  );

  test("is taken from a token with a bare grant, sent bare", async () => {
    const { secret: bare } = await issue(db, writer, { role: inline(allow("sendTelemetry", "acct")) });
    const answer = await send(null, { type, more: { authorization: bare } });
    expect(answer.status).toBe(200);
  });
});

test("what names no type that is known is refused, as JSON", async () => {
  for (const type of ["text/plain", "application/protobuf", ""]) {
    const answer = await send(secret, { type, body: new Blob([BATCH[PROTOBUF]]).stream() });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([415, JSON_TYPE]);
    expect(answer.headers.get("accept-post")).toBe("application/x-protobuf, application/json");
    expect(await statusIn(answer)).toMatchObject({ code: 3 });
  }
});
