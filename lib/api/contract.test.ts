import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { describe, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { held, testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { type Listed, OPERATIONS } from "@/lib/testing/contract/document";
import { testDatabase } from "@/lib/testing/database";
import { findPresented } from "@/lib/tokens/verify-token";
import { createApi } from "./app";

const { db } = await testDatabase();
const { call, people, uses, log, limiter } = testApi(db);
const { secret } = await people();

const pathOf = ({ path }: Listed) => path.replace("/api/v2", "").replaceAll(/\{\w+\}/g, UNKNOWN_ID);
const bodyOf = ({ operation }: Listed) => (operation.requestBody ? [] : undefined);
const behindToken = OPERATIONS.filter(({ operation }) => operation.parameters !== undefined);
const named = (listed: Listed): [string, Listed] => [`${listed.method} ${listed.path}`, listed];

describe.each(behindToken.map(named))("%s, as every route behind a token", (_, listed) => {
  const path = pathOf(listed);

  test("is 401 without a token", async () => {
    expect((await call(null, listed.method, path, bodyOf(listed))).status).toBe(401);
  });

  test("is 400 in a version that never was, and with a secret in the URL", async () => {
    const strange = await call(secret, listed.method, path, bodyOf(listed), { "ld-api-version": "20240416" });
    const spilt = await call(secret, listed.method, `${path}?token=${secret}`, bodyOf(listed));
    expect([strange.status, spilt.status, spilt.json.code]).toEqual([400, 400, "token_in_url"]);
  });

  test("is 503 while the database cannot be reached", async () => {
    const pool = new pg.Pool({ host: "127.0.0.1", port: 1, connectionTimeoutMillis: 500 });
    const gone = drizzle(pool, { schema, casing: "snake_case" });
    const lost = held(createApi({ db: gone, present: (secret) => findPresented(gone, secret), uses, log, limiter }));
    const headers = { authorization: secret };
    const { status } = await lost.request(`/api/v2${path}`, { method: listed.method, headers });
    expect(status).toBe(503);
  });
});

test.each(OPERATIONS.filter((listed) => !behindToken.includes(listed)).map(named))(
  "%s takes no token, and no secret in the URL either",
  async (_, listed) => {
    expect((await call(null, listed.method, pathOf(listed))).status).toBe(200);
    expect((await call(null, listed.method, `${pathOf(listed)}?token=${secret}`)).status).toBe(400);
  },
);
