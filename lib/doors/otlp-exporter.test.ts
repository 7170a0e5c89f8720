import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { Collector } from "@/lib/telemetry/collector";
import { issue, seedAccount } from "@/lib/testing/account";
import { testApi } from "@/lib/testing/api";
import { StandInCollector } from "@/lib/testing/collector";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { serveTelemetry } from "@/lib/testing/telemetry";
import { getToken } from "@/lib/tokens/get-token";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { tokenActivity } from "@/lib/usage/token-activity";
import { noteIn } from "./note-use";

const { db, url } = await testDatabase();
const instance = startInstance(url);
beforeItGoes(() => instance.stop());
const { authority } = instance;
beforeAll(() => untilHeld(instance));

const account = await seedAccount(db);
const [owner, writer] = [await account.join("owner"), await account.join("writer")];
const { secret } = await issue(db, writer, { role: "writer" });

/** Spans as an application makes them. */
const memory = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] }).getTracer("orders");
for (const name of ["GET /orders", "select orders"]) tracer.startSpan(name, { attributes: { "shop.id": 7 } }).end();
const spans = memory.getFinishedSpans();

type ExportResult = Parameters<Parameters<OTLPTraceExporter["export"]>[1]>[0];
const [SUCCESS, FAILED] = [0, 1];

/** The real exporter, told by its environment where to send to, as the README has it. */
function exporterTo(origin: string, token: string, timeoutMillis = 10_000): () => Promise<ExportResult> {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", origin);
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", `authorization=Bearer%20${token}`);
  vi.stubEnv("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
  const exporter = new OTLPTraceExporter({ timeoutMillis });
  vi.unstubAllEnvs();
  beforeItGoes(() => exporter.shutdown());
  return () => new Promise((resolve) => exporter.export(spans, resolve));
}

async function standIn(port = 0): Promise<StandInCollector> {
  const stand = await new StandInCollector().listen(port);
  beforeItGoes(() => stand.close());
  return stand;
}

describe("the exporter of OpenTelemetry for Node", () => {
  test("is refused for good with a token that may not or is dead, and does not try again", async () => {
    const stand = await standIn();
    const door = await serveTelemetry({ db, authority, intake: { collector: new Collector(stand.url) } });
    const reader = await issue(db, writer, { role: "reader" });
    const dead = await issue(db, writer, { role: "writer" });
    expect((await revokeToken(db, owner.principal, { id: dead.token.id, reason: "" })).ok).toBe(true);
    for (const [token, status] of [
      [reader.secret, 403],
      [dead.secret, 401],
    ] as const) {
      const { code, error } = await exporterTo(`${door.origin}/otlp`, token)();
      expect([code, (error as { code?: number }).code]).toEqual([FAILED, status]);
    }
    expect([door.noted.length, door.tries.length, stand.received.length]).toEqual([1, 1, 0]);
  });

  test("sends its spans, packed and in pieces, and the collector has them byte for byte", async () => {
    const [direct, stand] = [await standIn(), await standIn()];
    const door = await serveTelemetry({ db, authority, intake: { collector: new Collector(stand.url) } });
    expect((await exporterTo(direct.url, secret)()).code).toBe(SUCCESS);
    expect((await exporterTo(`${door.origin}/otlp`, secret)()).code).toBe(SUCCESS);
    const [sent, got] = [direct.received[0], stand.received[0]];
    expect(sent?.headers["content-encoding"]).toBe("gzip");
    expect(sent?.body.length).toBeGreaterThan(100);
    expect(got?.body.equals(sent?.body ?? Buffer.alloc(0))).toBe(true);
    for (const name of ["content-type", "content-encoding", "user-agent"])
      expect(got?.headers[name]).toBe(sent?.headers[name]);
    expect(JSON.stringify(got?.headers)).not.toContain(secret);
  });

  test("is answered without a collector too, and may be told what was left out", async () => {
    const door = await serveTelemetry({ db, authority });
    expect((await exporterTo(`${door.origin}/otlp`, secret)()).code).toBe(SUCCESS);
    const stand = await standIn();
    // field 1, the partial success: of that field 1 is how many were rejected, field 2 why
    const told = Buffer.from([0x0a, 0x07, 0x08, 0x01, 0x12, 0x03, ...Buffer.from("old")]);
    stand.answers.push({ status: 200, body: told });
    const behind = await serveTelemetry({ db, authority, intake: { collector: new Collector(stand.url) } });
    expect((await exporterTo(`${behind.origin}/otlp`, secret)()).code).toBe(SUCCESS);
  });

  test("waits where the collector is slow or asks for patience, and gets its spans through", async () => {
    const stand = await standIn();
    const collector = new Collector(stand.url, { answerWithin: 1_000 });
    const door = await serveTelemetry({ db, authority, intake: { collector } });
    stand.answers.push(null, { status: 429, more: { "retry-after": "1" } }, { status: 503 });
    expect((await exporterTo(`${door.origin}/otlp`, secret, 600_000)()).code).toBe(SUCCESS);
    expect(stand.received).toHaveLength(4);
    expect(new Set(stand.received.map(({ body }) => body.toString("hex"))).size).toBe(1);
  });

  test("waits where the collector is down, and gets its spans through once it is back", async () => {
    const gone = await standIn();
    const { port } = gone;
    await gone.close();
    let back: Promise<StandInCollector> | undefined;
    const onChange = (trouble: string | null) => {
      if (trouble !== null) back = standIn(port);
    };
    const collector = new Collector(`http://127.0.0.1:${port}`, { onChange });
    const door = await serveTelemetry({ db, authority, intake: { collector } });
    expect((await exporterTo(`${door.origin}/otlp`, secret, 600_000)()).code).toBe(SUCCESS);
    expect((await back)?.received).toHaveLength(1);
  });
});

test("S9 · R22 · a Writer's gateway calls and telemetry leave “last used” at never, on the wire and to the console, which tells of both", async () => {
  const { uses, get } = testApi(db);
  const door = await serveTelemetry({ db, authority, intake: { uses }, note: noteIn(uses) });
  const owners = await issue(db, owner, { role: "owner" });
  const { secret: sent, token } = await issue(db, writer, { role: "writer" });
  const gateway = await createGateway(db, owner.principal, { name: "edge" });
  if (!gateway.ok) throw new Error(gateway.error.kind);
  const path = `/tokens/${token.id}`;
  const before = await get(owners.secret, path);
  expect((await exporterTo(`${door.origin}/otlp`, sent)()).code).toBe(SUCCESS);
  const checked = await fetch(`${door.origin}/authz/nginx`, {
    headers: {
      "x-latchkey-gateway": gateway.value.secret.reveal(),
      "x-latchkey-action": "updateOn",
      "x-latchkey-resource": "proj/web:env/production:flag/x",
      authorization: `Bearer ${sent}`,
    },
  });
  expect(checked.status).toBe(204);
  await uses.flush();
  const after = await get(owners.secret, path);
  expect(after.json).toEqual(before.json);
  expect(after.json).not.toHaveProperty("lastUsed");
  expect(await getToken(db, owner.principal, token.id)).toMatchObject({
    value: { lastUsedAt: null, telemetryUsedAt: expect.any(Number), gatewayUsedAt: expect.any(Number) },
  });
  const activity = await tokenActivity(db, account.id, token.id);
  const once = { allowed: 1, denied: 0 };
  expect(activity.days.at(-1)).toMatchObject({ rest: { allowed: 0, denied: 0 }, gateway: once, telemetry: once });
  // The same token's first call of the API is what "last used" means.
  expect((await get(sent, "/caller-identity")).status).toBe(200);
  await uses.flush();
  expect((await get(owners.secret, path)).json).toHaveProperty("lastUsed", expect.any(Number));
});
