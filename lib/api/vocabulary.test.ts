import { expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { previewRemoval } from "@/lib/vocabulary/preview-vocabulary";

const { db } = await testDatabase();
const { call, get, people } = testApi(db);
const ORDER = { type: "api:order", example: "api/orders:order/1042", actions: ["viewOrder", { name: "refund" }] };

test("403 for a token that may not see the settings, or not change them; nothing is changed", async () => {
  const { secret, readers } = await people();
  expect((await get(readers, "/vocabulary")).status).toBe(403);
  const put = await call(readers, "PUT", "/vocabulary", { types: [ORDER] });
  expect([put.status, put.json.message]).toEqual([
    403,
    "This needs the action updateVocabulary on acct. Ask an Admin or Owner.",
  ]);
  expect((await call(readers, "DELETE", "/vocabulary")).status).toBe(403);
  expect((await get(secret, "/vocabulary")).json).toMatchObject({ types: [] });
});

test("400 names the place of what cannot be used", async () => {
  const { secret } = await people();
  const put = async (...types: unknown[]) => (await call(secret, "PUT", "/vocabulary", { types })).json.message;
  expect(await put({ ...ORDER, type: "proj" })).toMatch(/\/types\/0\/type.*Latchkey's own/);
  expect(await put(ORDER, { ...ORDER, type: "API:order" })).toMatch(/\/types\/1\/type.*there twice/);
  expect(await put({ ...ORDER, actions: ["a", "b*"] })).toMatch(/\/types\/0\/actions\/1\/name/);
  expect(await put()).toMatch(/Name at least one type/);
});

test("200 answers with every label filled in, replaces the whole, and is what the console shows; 204 takes it away", async () => {
  const { secret, owner } = await people();
  const first = await call(secret, "PUT", "/vocabulary", { types: [ORDER, { type: "job", actions: ["runJob"] }] });
  expect([first.status, first.json.types[0]]).toEqual([
    200,
    {
      type: "api:order",
      label: "Order",
      singular: "order",
      example: "api/orders:order/1042",
      actions: [
        { name: "viewOrder", label: "View order", group: "view" },
        { name: "refund", label: "Refund", group: "manage" },
      ],
    },
  ]);
  const { types } = (await get(secret, "/vocabulary")).json;
  expect(types).toEqual(first.json.types);
  const again = await call(secret, "PUT", "/vocabulary", { types: types.slice(0, 1) }); // what is read can be sent
  expect(again.json.types).toEqual(types.slice(0, 1));
  const shown = await previewRemoval(db, owner.principal);
  expect(shown.ok && shown.value.removed.map(({ type }) => type)).toEqual(["api:order"]);
  expect((await call(secret, "DELETE", "/vocabulary")).status).toBe(204);
  expect((await call(secret, "DELETE", "/vocabulary")).status).toBe(204);
  expect((await get(secret, "/vocabulary")).json.types).toEqual([]);
});
