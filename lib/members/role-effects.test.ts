import { expect, test } from "vitest";
import { usageActions } from "@/drizzle/schema";
import { lossesOf } from "@/lib/policy/losses";
import type { Statement } from "@/lib/policy/statement";
import { updateRole } from "@/lib/roles/update-role";
import { issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { verifyToken } from "@/lib/tokens/verify-token";
import { roleEffects } from "./role-effects";

const { db } = await testDatabase();

const SEE = allow("viewProject", "proj/*");
const BEFORE = [SEE, allow(["updateOn", "updateTargets", "createFlag"], "proj/web:env/*:flag/*")];
const AFTER = [SEE, allow(["updateOn", "deleteFlag"], "proj/web:env/*:flag/*")];

async function grantsOf(secret: string) {
  const verified = await verifyToken(db, secret, NOWHERE);
  if (verified.status !== "valid") throw new Error(verified.status);
  return verified.principal.grants;
}

async function scene() {
  const account = await seedAccount(db);
  const [owner, writer] = [await account.join("owner"), await account.join("writer")];
  const role = await seedRole(db, owner, BEFORE, { key: "deployers" });
  const other = await seedRole(db, owner, [SEE, allow("updateTargets", "*")], { key: "targeters" });
  const custom = (...roles: string[]) => ({ role: { source: "custom" as const, roles } });
  const made = {
    service: await issue(db, owner, { name: "service", kind: "service", ...custom(role.key) }),
    both: await issue(db, owner, { name: "both", kind: "service", ...custom(role.key, other.key) }),
    theirs: await issue(db, writer, { name: "theirs", role: { source: "base", baseRole: "reader" } }),
    alike: await issue(db, writer, { name: "alike", ...custom(role.key) }),
    apart: await issue(db, owner, { name: "apart", role: { source: "base", baseRole: "admin" } }),
  };
  await giveRoles(db, owner, writer, [role]);
  return { owner, role, made };
}

test("A11 the review of a role tells, of every token, exactly what the saved role then does", async () => {
  const { owner, role, made } = await scene();
  const secrets = Object.values(made);
  const before = new Map<string, Awaited<ReturnType<typeof grantsOf>>>();
  for (const { token, secret } of secrets) before.set(token.id, await grantsOf(secret));
  const told = await roleEffects(db, owner.principal, { role: role.key, policy: AFTER, basePermissions: "no_access" });
  if (!told.ok) throw new Error(told.error.kind);
  const saved = await updateRole(db, owner.principal, { role: role.key, policy: AFTER, comment: "" });
  expect(saved.ok).toBe(true);
  for (const { token, secret } of secrets) {
    const { gained, lost } = lossesOf(
      before.get(token.id) ?? [await Promise.reject(new Error("not seen"))],
      await grantsOf(secret),
    );
    const line = told.value.tokens.find(({ id }) => id === token.id);
    expect([token.name, line?.gained ?? 0, line?.lost ?? 0]).toEqual([token.name, gained, lost]);
  }
  expect(told.value.tokens.map(({ name }) => name).toSorted()).toEqual(["alike", "both", "service"]);
});

test("calls of the last week that an edit would have refused are counted, and those that it may have told apart", async () => {
  const { owner, role, made } = await scene();
  const { accountId } = owner.principal;
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const use = (tokenId: string, action: string, allowed: number, back: number) =>
    ({
      tokenId,
      accountId,
      day: day(back),
      channel: "rest",
      kind: "proj:env:flag",
      action,
      allowed,
      denied: 5,
    }) as const;
  await db
    .insert(usageActions)
    .values([
      use(made.service.token.id, "updateTargets", 20, 0),
      use(made.service.token.id, "createFlag", 3, 5),
      use(made.service.token.id, "updateOn", 100, 1),
      use(made.service.token.id, "updateTargets", 900, 8),
      use(made.both.token.id, "updateTargets", 7, 1),
      use(made.both.token.id, "createFlag", 4, 1),
      use(made.apart.token.id, "createFlag", 50, 1),
    ]);
  const refused = async (policy: readonly Statement[]) => {
    const told = await roleEffects(db, owner.principal, {
      role: role.key,
      policy: [...policy],
      basePermissions: "no_access",
    });
    return told.ok ? told.value.refused : null;
  };
  const { service, both } = made;
  expect(await refused(AFTER)).toEqual({
    surely: 27,
    perhaps: 0,
    tokens: [
      { id: service.token.id, name: "service", surely: 23, perhaps: 0 },
      { id: both.token.id, name: "both", surely: 4, perhaps: 0 },
    ],
  });
  const narrower = [SEE, allow(["updateOn", "updateTargets", "createFlag"], "proj/web:env/test:flag/*")];
  expect(await refused(narrower)).toMatchObject({ surely: 0, perhaps: 20 + 3 + 100 + 4 });
  expect(await refused([...BEFORE, ...AFTER])).toEqual({ surely: 0, perhaps: 0, tokens: [] });
});
