import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { accessTokens } from "@/drizzle/schema";
import { wrongLimits } from "@/lib/principals/check-limits";
import { workOutMissingLimits } from "@/lib/principals/work-out-limits";
import { updateRoleInput } from "@/lib/roles/input";
import { updateRole } from "@/lib/roles/update-role";
import { asNow, issue, seedAccount, setRole } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { Gang, MANAGERS } from "@/lib/testing/gang";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput } from "@/lib/tokens/input";
import { removeMember } from "./remove-member";

const { db } = await testDatabase();
const draw = fc.nat({ max: 1_000_000 });

it("after any sequence of acts what lists say of every living token is what its rights come to", async () => {
  const operation = fc.tuple(fc.nat({ max: 7 }), draw, draw, draw);
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: MANAGERS.length - 1 }),
      fc.array(operation, { minLength: 10, maxLength: 30 }),
      async (sort, operations) => {
        const account = await seedAccount(db);
        const people = [
          await account.join("owner"),
          await account.join("admin"),
          await account.join("writer"),
          await account.join("reader"),
        ] as const;
        const [owner, , held] = people;
        const role = await seedRole(db, owner, MANAGERS[sort] ?? []);
        await giveRoles(db, owner, held, [role], { p: ["a"] });
        const gang = new Gang(db, people);
        gang.keys.push(role.key);
        for (const operation of operations) {
          await gang.step(operation);
          const { wrong } = await wrongLimits(db, 1_000, eq(accessTokens.accountId, account.id));
          expect(wrong, JSON.stringify(operation)).toEqual([]);
        }
        await removeMember(db, await asNow(db, owner), held.id);
        expect((await wrongLimits(db, 1_000, eq(accessTokens.accountId, account.id))).wrong).toEqual([]);
      },
    ),
    { numRuns: Number(process.env["RUNS"] ?? 25) },
  );
}, 120_000);

it("a role edited while tokens are made that it scopes leaves none of them with what it said before", async () => {
  const account = await seedAccount(db);
  const [owner, other] = [await account.join("owner"), await account.join("admin")];
  const role = await seedRole(db, owner, [allow("*", "proj/a")]);
  const input = createTokenInput.parse({ role: { source: "custom", roles: [role.key] } });
  const policies = [[allow("*", "*")], [allow("viewRole", "*")]];
  const edits = policies.map((policy) =>
    updateRole(db, owner.principal, updateRoleInput.parse({ role: role.key, policy })),
  );
  const makings = Array.from({ length: 12 }, () => createToken(db, other.principal, input));
  const [edited, made] = await Promise.all([Promise.all(edits), Promise.all(makings)]);
  expect([...edited, ...made].flatMap((each) => (each.ok ? [] : [each.error]))).toEqual([]);
  const { looked, wrong } = await wrongLimits(db, 100, eq(accessTokens.accountId, account.id));
  expect([looked, wrong]).toEqual([12, []]);
});

it("tokens of before, without a level, are worked out at the start", async () => {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const fallen = await account.join("writer");
  const { token } = await issue(db, fallen, { role: "writer" });
  await setRole(db, fallen.id, "reader");
  const unknown = { level: null, limited: false, actsAs: null } as const;
  await db.update(accessTokens).set(unknown).where(eq(accessTokens.accountId, owner.principal.accountId));
  await workOutMissingLimits(db);
  const [row] = await db.select().from(accessTokens).where(eq(accessTokens.id, token.id));
  expect(row).toMatchObject({ level: 1, limited: true, actsAs: "reader" });
});

it("a check tells which tokens' lists are wrong", async () => {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const { token } = await issue(db, owner, { role: "writer" });
  await db.update(accessTokens).set({ limited: true }).where(eq(accessTokens.id, token.id));
  expect((await wrongLimits(db, 10, eq(accessTokens.accountId, account.id))).wrong).toEqual([token.id]);
  await db.update(accessTokens).set({ limited: false }).where(eq(accessTokens.id, token.id));
});
