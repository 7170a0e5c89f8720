import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { OwnServer } from "../support/own-server";
import { signIn } from "../support/people";
import { StandInCollector } from "../support/stand-in-collector";

const PASSWORD = "violet umbrellas walk at dawn";
const OWNER = { email: "owner@acme.example", password: PASSWORD, name: "" };

/** Exports a span as an application would; answers with the exporter's own code, 0 for success. */
async function exportSpan(origin: string, secret: string): Promise<number> {
  const memory = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] });
  provider.getTracer("orders").startSpan("GET /orders").end();
  const url = `${origin}/otlp/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers: { authorization: `Bearer ${secret}` } });
  const code = await new Promise<number>((resolve) =>
    exporter.export(memory.getFinishedSpans(), (result) => resolve(result.code)),
  );
  await exporter.shutdown();
  return code;
}

/** Looks at the list until the token's row tells of that use. */
async function untilTold(page: Page, use: string): Promise<void> {
  const row = page.getByRole("row", { name: /orders service/ });
  await expect(async () => {
    await page.goto("/tokens?view=all");
    await expect(row).toContainText(use, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(row).toContainText("Never used");
}

test("S9 · A9 · a Writer's telemetry and gateway calls leave “Last used” at “Never used” and show on the second line; the collector has the bytes", async ({
  browser,
}) => {
  const collector = new StandInCollector();
  const server = new OwnServer({ OTEL_COLLECTOR_URL: await collector.listen() });
  try {
    const create = ["member", "create", "--password-stdin", "--email"];
    server.operator([...create, OWNER.email, "--role", "owner"], `${PASSWORD}\n`);
    server.operator([...create, "writer@acme.example", "--role", "writer"], `${PASSWORD}\n`);
    const tokenOf = ["token", "create", "--member", "writer@acme.example", "--name"];
    const secret = server.operator([...tokenOf, "orders service", "--role", "writer"]).trim();
    const reader = server.operator([...tokenOf, "dashboard", "--role", "reader"]).trim();
    const credential = server.operator(["gateway", "create", "--name", "edge"]).trim();
    expect(await server.operatorAsking(["doctor"])).toMatch(
      /ok {2}telemetry: handed on to http:\/\/127\.0\.0\.1:\d+, which takes it/,
    );
    expect(await server.start()).toBeNull();
    collector.received.length = 0;

    expect(await exportSpan(server.origin, reader)).toBe(1);
    expect(collector.received).toEqual([]);
    collector.busyFor = 1;
    expect(await exportSpan(server.origin, secret)).toBe(0);
    const [first, second] = collector.received;
    expect([first?.path, second?.path]).toEqual(["/v1/traces", "/v1/traces"]);
    expect(first?.body.equals(second?.body ?? Buffer.alloc(0))).toBe(true);
    expect(second?.body.toString("latin1")).toContain("GET /orders");

    const page = await (await browser.newContext({ baseURL: server.origin })).newPage();
    await signIn(page, OWNER);
    await untilTold(page, "Telemetry");
    const checked = await fetch(`${server.origin}/authz/nginx`, {
      headers: {
        authorization: `Bearer ${secret}`,
        "x-latchkey-gateway": credential,
        "x-latchkey-action": "updateOn",
        "x-latchkey-resource": "proj/web:env/production:flag/x",
      },
    });
    expect(checked.status).toBe(204);
    await untilTold(page, "Checked by a gateway");
    await isClean(page, "used by a gateway alone");

    await page.getByRole("link", { name: "orders service", exact: true }).click();
    const tile = (term: string) => page.locator("dl > div").filter({ has: page.getByText(term, { exact: true }) });
    await expect(tile("Last used")).toContainText("Never used");
    await expect(tile("Telemetry")).toContainText(/just now|ago/i);
    await expect(tile("Telemetry")).toContainText("Checked by a gateway");
    const api = await fetch(`${server.origin}/api/v2/caller-identity`, { headers: { authorization: secret } });
    expect(api.status).toBe(200);
    await expect(async () => {
      await page.reload();
      await expect(tile("Last used")).toContainText("Just now", { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    expect(await server.end("SIGTERM")).toBe(0);
  } finally {
    await server.end("SIGTERM");
    server.remove();
    collector.close();
  }
});
