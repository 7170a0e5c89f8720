import { expect, test } from "vitest";
import { listen } from "@/lib/testing/beside";
import { Meter, metered } from "./meter";
import { newServer } from "./serving";

test("what stands below a door is told by no figure, and uses up no door's place", async () => {
  const meter = new Meter();
  const doors = metered((_, response) => !!response.writeHead(404).end(), meter);
  const port = await listen(newServer((request, response) => doors(request, response, request.url ?? "/", "")));
  const own = ["/authz/envoy", "/otlp", "/otlp/v1/traces", "/otlp/v1/metrics", "/otlp/v1/logs", "/authz/nginx"];
  const below = Array.from({ length: 60 }, (_, at) => [
    `/otlp/lkp_${at}`,
    `/otlp/v1/traces${at}`,
    `/authz/envoy/${at}`,
  ]);
  const asked = [...below.flat(), "/otlp/v1/traces", "/otlp/v1/metrics", "/otlp/v1/logs", "/authz/nginx"];
  for (const path of asked) await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  const counted = () => meter.answered().reduce((sum, { count }) => sum + count, 0);
  await expect.poll(counted).toBe(asked.length);
  expect(new Set(meter.answered().map(({ door }) => door))).toEqual(new Set(own));
  expect(meter.answered().find(({ door }) => door === "/authz/nginx")?.count).toBe(1);
});
