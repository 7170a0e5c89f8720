import { expect, test } from "vitest";
import { asNow, issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { roleHolders } from "./role-holders";

const { db } = await testDatabase();

test("who has a role is named to whoever manages tokens, counted for the rest, and nobody's elsewhere", async () => {
  const [acme, other] = [await seedAccount(db), await seedAccount(db, "Other")];
  const [owner, reader, held] = [await acme.join("owner"), await acme.join("reader"), await acme.join("writer")];
  const role = await seedRole(db, owner, [allow("viewRole", "role/*")]);
  await giveRoles(db, owner, held, [role]);
  const { token } = await issue(db, owner, { role: { source: "custom", roles: [role.key] } });

  const seen = await roleHolders(db, await asNow(db, owner), role.key);
  expect(seen).toMatchObject({ ok: true, value: { members: [{ id: held.id }], tokens: [{ id: token.id }] } });
  expect(await roleHolders(db, await asNow(db, reader), role.key)).toEqual({ ok: true, value: null });
  const stranger = await other.join("owner");
  expect(await roleHolders(db, await asNow(db, stranger), role.id)).toMatchObject({ ok: false });
});
