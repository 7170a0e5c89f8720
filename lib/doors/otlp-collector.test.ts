import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { Budget } from "@/lib/telemetry/budget";
import { Collector } from "@/lib/telemetry/collector";
import { FORWARDED_AT_ONCE } from "@/lib/telemetry/limits";
import { issue, seedAccount } from "@/lib/testing/account";
import { StandInCollector } from "@/lib/testing/collector";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { serveTelemetry, statusIn } from "@/lib/testing/telemetry";
import type { TelemetryIntake } from "./telemetry-intake";

const { db, url } = await testDatabase();
const instance = startInstance(url);
beforeItGoes(() => instance.stop());
const { authority } = instance;
beforeAll(() => untilHeld(instance));

const account = await seedAccount(db);
const writer = await account.join("writer");
const { secret, token } = await issue(db, writer, { role: "writer" });

const JSON_TYPE = "application/json";
const PATIENT = 600_000;
const BATCH = Buffer.from('{ "resourceSpans" : [] }');

/** A door before a collector, which answers as the test says. */
async function inFrontOf(
  stand: StandInCollector | string,
  options: ConstructorParameters<typeof Collector>[1] = {},
  more: Partial<TelemetryIntake> = {},
) {
  const troubles: (string | null)[] = [];
  const onChange = (trouble: string | null) => void troubles.push(trouble);
  const collector = new Collector(typeof stand === "string" ? stand : stand.url, { onChange, ...options });
  const door = await serveTelemetry({ db, authority, intake: { collector, ...more } });
  const send = (more: { body?: Buffer; headers?: Record<string, string>; path?: string; signal?: AbortSignal } = {}) =>
    fetch(`${door.origin}/otlp${more.path ?? "/v1/traces"}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": JSON_TYPE, ...more.headers },
      body: new Uint8Array(more.body ?? BATCH),
      ...(more.signal ? { signal: more.signal } : {}),
    });
  return { ...door, send, troubles };
}

async function aCollector(): Promise<StandInCollector> {
  const stand = await new StandInCollector().listen();
  beforeItGoes(() => stand.close());
  return stand;
}

describe("a collector that does not take it", () => {
  const retry = async (answer: Response, after = "1") => {
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, after]);
    expect(await statusIn(answer)).toMatchObject({ code: 14 });
  };

  test("is not there: the sender may try again, it is told once, and again when it is there", async () => {
    const stand = await aCollector();
    const { port } = stand;
    await stand.close();
    const { send, troubles } = await inFrontOf(`http://127.0.0.1:${port}`);
    await retry(await send());
    await retry(await send());
    const back = await new StandInCollector().listen(port);
    beforeItGoes(() => back.close());
    expect((await send()).status).toBe(200);
    expect(troubles).toEqual(["it cannot be reached (ECONNREFUSED)", null]);
  });

  test("never answers, or refuses us and not the batch: the same", async () => {
    const stand = await aCollector();
    const { send, troubles, budget } = await inFrontOf(stand, { answerWithin: 1_000 });
    stand.answers.push(null);
    await retry(await send());
    for (const status of [302, 401, 403, 404, 405, 418]) {
      stand.answers.push({
        status,
        type: "text/html",
        body: "<h1>inside</h1>",
        more: { location: "http://127.0.0.1/" },
      });
      await retry(await send());
    }
    expect(troubles).toEqual([
      "it did not answer in time",
      ...[302, 401, 403, 404, 405, 418].map((s) => `it answered ${s}`),
    ]);
    expect(budget.held).toBe(0);
  });

  test("has enough before it: whoever comes later waits for a turn, and no longer than can be waited for", async () => {
    const stand = await aCollector();
    const { send } = await inFrontOf(stand, { turnWithin: 20, answerWithin: PATIENT });
    stand.answers.push(...Array(FORWARDED_AT_ONCE).fill(null));
    const busy = Array.from({ length: FORWARDED_AT_ONCE }, () => send());
    await stand.until(FORWARDED_AT_ONCE);
    await retry(await send());
    expect(stand.received).toHaveLength(FORWARDED_AT_ONCE);
    stand.release();
    expect((await Promise.all(busy)).every(({ status }) => status === 200)).toBe(true);
  });

  test("asks for patience: for as long as it says, in its own words", async () => {
    const stand = await aCollector();
    const { send } = await inFrontOf(stand);
    for (const status of [429, 503]) {
      const body = JSON.stringify({ code: 14, message: "not so fast" });
      stand.answers.push({ status, body, more: { "retry-after": "7" } });
      const answer = await send();
      expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([status, "7", body]);
      stand.answers.push({ status, type: "text/plain", body: "from a proxy", more: { "retry-after": "soon" } });
      const other = await send();
      expect([other.status, other.headers.get("retry-after")]).toEqual([status, "1"]);
      expect(await statusIn(other)).toMatchObject({ message: "The collector refused the batch." });
    }
  });

  test("refuses the batch for good: its word is passed on, and nobody is told to try again", async () => {
    const stand = await aCollector();
    const { send, troubles } = await inFrontOf(stand);
    for (const status of [400, 413, 415, 500]) {
      const body = JSON.stringify({ code: 3, message: `no ${status}` });
      stand.answers.push({ status, body });
      const answer = await send();
      expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([status, null, body]);
      expect(answer.headers.get("content-type")).toBe(JSON_TYPE);
    }
    stand.answers.push({ status: 400, type: "text/html", body: "<h1>inside</h1>" });
    expect(await statusIn(await send())).toEqual({ code: 3, message: "The collector refused the batch." });
    expect(troubles).toEqual([]);
  });
});

test("what waits for a slow collector has a bounded room: a token that took its share is told so with 429, others with 503 once all is taken", async () => {
  const stand = await aCollector();
  const KIB = 1024;
  // In this room a batch takes 256 KiB for the request, 512 KiB as sent and 512 KiB to be looked at.
  const budget = new Budget(3072 * KIB, 2048 * KIB);
  const { send } = await inFrontOf(stand, { answerWithin: PATIENT }, { budget });
  const body = Buffer.from(JSON.stringify({ text: "x".repeat(512 * KIB - 11) }));
  const by = async () => `Bearer ${(await issue(db, writer, { role: "writer" })).secret}`;
  const [first, second, third] = [await by(), await by(), await by()];
  const sendBy = (authorization: string) => send({ body, headers: { authorization } });
  stand.answers.push(null, null);
  const one = sendBy(first);
  await stand.until(1);
  const refused = [await sendBy(first)];
  const other = sendBy(second);
  await stand.until(2);
  refused.push(await sendBy(third));
  expect(refused.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual([
    [429, "1"],
    [503, "1"],
  ]);
  expect(budget.held).toBe(2560 * KIB);
  stand.release();
  expect([(await one).status, (await other).status, (await sendBy(first)).status]).toEqual([200, 200, 200]);
  expect(budget.held).toBe(0);
});

describe("a collector that takes it", () => {
  test("has it as it was sent, byte for byte, and knows whose it is, but not by which token", async () => {
    const stand = await aCollector();
    const { send } = await inFrontOf(`${stand.url}/behind/`);
    const packed = gzipSync(BATCH, { level: 1 });
    const forged = {
      "x-latchkey-subject": "member/forged",
      cookie: "a=b",
      "x-other": "1",
      "user-agent": "OTel-OTLP-Test/1",
    };
    await send({ body: packed, headers: { "content-encoding": "gzip", ...forged } });
    await send({ path: "/v1/logs" });
    const [first, second] = stand.received;
    expect([first?.path, second?.path]).toEqual(["/behind/v1/traces", "/behind/v1/logs"]);
    expect(first?.body.equals(packed)).toBe(true);
    expect(second?.body.equals(BATCH)).toBe(true);
    const { host, connection, ...headers } = first?.headers ?? {};
    expect([host, connection]).toEqual([new URL(stand.url).host, "keep-alive"]);
    expect(headers).toEqual({
      "content-type": JSON_TYPE,
      "content-encoding": "gzip",
      "content-length": String(packed.length),
      "user-agent": "OTel-OTLP-Test/1",
      "x-latchkey-token-id": token.id,
      "x-latchkey-subject": `member/${writer.id}`,
      "x-latchkey-scopes": "writer",
    });
    expect(second?.headers["content-encoding"]).toBeUndefined();
  });

  test("is asked with the credentials of its own address, which are not shown", async () => {
    const stand = await aCollector();
    const address = stand.url.replace("//", "//edge:pass%20word@");
    const { send } = await inFrontOf(address);
    expect((await send()).status).toBe(200);
    expect(stand.received[0]?.headers.authorization).toBe(`Basic ${Buffer.from("edge:pass word").toString("base64")}`);
    expect(new Collector(address).address).toBe(stand.url);
  });

  test("says what it left out, and its sender hears that", async () => {
    const stand = await aCollector();
    const { send } = await inFrontOf(stand);
    const body = JSON.stringify({ partialSuccess: { rejectedSpans: "3", errorMessage: "three had no name" } });
    stand.answers.push({ status: 200, body });
    const answer = await send();
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, JSON_TYPE, body]);
    stand.answers.push({ status: 202, type: "text/plain", body: "thanks" });
    const other = await send();
    expect([other.status, await other.text()]).toEqual([200, "{}"]);
    stand.answers.push({ status: 200, body: JSON.stringify({ text: "x".repeat(100_000) }) });
    expect(await (await send()).text()).toBe("{}");
  });

  test("is not asked for what its sender gave up", async () => {
    const stand = await aCollector();
    const { send, budget } = await inFrontOf(stand, { turnWithin: PATIENT, answerWithin: PATIENT });
    stand.answers.push(...Array(FORWARDED_AT_ONCE).fill(null));
    const busy = Array.from({ length: FORWARDED_AT_ONCE }, () => send());
    await stand.until(FORWARDED_AT_ONCE);
    const held = budget.held;
    const given = new AbortController();
    const giving = send({ path: "/v1/logs", signal: given.signal }).catch(() => "given up");
    while (budget.held === held) await new Promise((resolve) => setTimeout(resolve, 2));
    given.abort();
    expect(await giving).toBe("given up");
    while (budget.held > held) await new Promise((resolve) => setTimeout(resolve, 2));
    stand.release();
    expect((await Promise.all(busy)).map(({ status }) => status)).toEqual(Array(FORWARDED_AT_ONCE).fill(200));
    expect(stand.received.map(({ path }) => path)).not.toContain("/v1/logs");
  });
});
