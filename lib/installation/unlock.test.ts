import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { installation } from "@/drizzle/schema";
import { testDatabase } from "@/lib/testing/database";
import { unlock } from "./unlock";

const { db } = await testDatabase();
const aFolder = () => fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-keys-"));

beforeEach(async () => {
  await db.delete(installation);
});

test("the first start makes a key file that only its owner can read, and the next start reads it", async () => {
  const folder = aFolder();
  const first = await unlock(db, undefined, folder);
  expect(fs.statSync(path.join(folder, "secret.key")).mode & 0o777).toBe(0o600);
  expect(await unlock(db, undefined, folder)).toEqual(first);
});

test("starts at the same time agree on one key", async () => {
  const folder = aFolder();
  const keys = await Promise.all(Array.from({ length: 8 }, () => unlock(db, undefined, folder)));
  expect(new Set(keys.map((each) => each.session)).size).toBe(1);
});

test("a missing key file refuses the start and is not made anew", async () => {
  const folder = aFolder();
  await unlock(db, undefined, folder);
  fs.rmSync(path.join(folder, "secret.key"));
  await expect(unlock(db, undefined, folder)).rejects.toThrow("secret.key is missing");
  expect(fs.existsSync(path.join(folder, "secret.key"))).toBe(false);
});

test("another master secret than the first refuses the start and does not print either", async () => {
  await unlock(db, "a".repeat(32), null);
  const refused = unlock(db, "b".repeat(32), null);
  await expect(refused).rejects.toThrow("LATCHKEY_SECRET is not the one this database was begun with");
  await expect(refused).rejects.not.toThrow("bbbb");
});

test("a database of one's own needs LATCHKEY_SECRET", async () => {
  await expect(unlock(db, undefined, null)).rejects.toThrow("LATCHKEY_SECRET is needed with DATABASE_URL");
});
