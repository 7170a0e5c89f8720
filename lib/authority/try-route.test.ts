import { expect, test } from "vitest";
import { tryRouteInput } from "@/lib/routes/input";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { pauseToken } from "@/lib/tokens/pause-token";
import { tryRoute } from "./try-route";

const { db } = await testDatabase();
const account = await seedAccount(db);
const owner = await account.join("owner");
const reader = await account.join("reader");

const ROUTES = [
  { methods: ["GET"], path: "/orders/{id}", action: "viewOrder", resource: "api/orders:order/{id}" },
  { path: "/orders/{id}", action: "changeOrder", resource: "api/orders:order/{id}" },
];
const tried = async (method: string, uri: string, token = "", who = owner) =>
  tryRoute(db, who.principal, tryRouteInput.parse({ routes: ROUTES, method, host: "", uri, token }));

test("a Reader tries nothing: what rules there are is not for them", async () => {
  expect(await tried("GET", "/orders/7", "", reader)).toMatchObject({
    error: { kind: "forbidden", action: "viewGateways" },
  });
});

test("a token of another account, or none at all, is refused at its field", async () => {
  const elsewhere = await (await seedAccount(db, "Other")).join("owner");
  const { token } = await issue(db, elsewhere, { role: "owner" });
  for (const id of [token.id, "nothing", "0".repeat(24)])
    expect(await tried("GET", "/orders/7", id)).toMatchObject({
      error: { kind: "invalid_input", fields: { token: [expect.any(String)] } },
    });
});

test("what a door would refuse is told with its reason, and no token is asked", async () => {
  const { token } = await issue(db, owner, { role: "owner" });
  for (const [uri, why] of [
    ["/orders/../7", "path-ambiguous"],
    ["/admin", "route-unknown"],
  ] as const)
    expect(await tried("GET", uri, token.id)).toEqual({
      ok: true,
      value: { routed: { kind: "refused", at: null, why }, token: null },
    });
});

test("what a token would be told, with the statement that decided; nothing is noted of it", async () => {
  const { token } = await issue(db, reader, { role: "reader", name: "reads" });
  const asked = (action: string) => ({ action, resource: "api/orders:order/7" });
  expect(await tried("HEAD", "/orders/7", token.id)).toMatchObject({
    value: {
      routed: { kind: "found", at: 0, asked: asked("viewOrder") },
      token: { name: "reads", decision: { effect: "allow", by: { source: { kind: "base_role", role: "reader" } } } },
    },
  });
  expect(await tried("delete", "/orders/7", token.id)).toMatchObject({
    value: {
      routed: { kind: "found", at: 1, asked: asked("changeOrder") },
      token: { decision: { effect: "deny", grant: "declared", by: null } },
    },
  });
  await pauseToken(db, owner.principal, { id: token.id, reason: "" });
  expect(await tried("GET", "/orders/7", token.id)).toMatchObject({ value: { token: { decision: null } } });
});
