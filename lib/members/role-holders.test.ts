import { expect, test } from "vitest";
import { tokenUses } from "@/drizzle/schema";
import { asNow, issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { memberEffects } from "./member-effects";
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

test("a token of a role that only a gateway asks about stands before one that nobody uses, and that is told", async () => {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const role = await seedRole(db, owner, [allow("viewRole", "role/*")]);
  const custom = { source: "custom" as const, roles: [role.key] };
  const [checked, unused] = [await issue(db, owner, { role: custom }), await issue(db, owner, { role: custom })];
  const at = new Date();
  await db.insert(tokenUses).values({ tokenId: checked.token.id, accountId: account.id, gatewayAt: at });
  const never = { lastUsedAt: null, telemetryUsedAt: null, gatewayUsedAt: null };
  expect(await roleHolders(db, await asNow(db, owner), role.key)).toMatchObject({
    value: {
      tokens: [
        { ...never, id: checked.token.id, gatewayUsedAt: at.getTime() },
        { ...never, id: unused.token.id },
      ],
    },
  });
  const effects = await memberEffects(db, owner.principal, { id: owner.id, change: null });
  expect(effects.ok && effects.value.tokens).toContainEqual(
    expect.objectContaining({ id: checked.token.id, gatewayUsedAt: at.getTime() }),
  );
});
