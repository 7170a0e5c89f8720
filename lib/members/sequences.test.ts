import fc from "fast-check";
import { expect, it } from "vitest";
import { decide } from "@/lib/policy/decide";
import type { Grants } from "@/lib/policy/statement";
import { asNow, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { Gang, MANAGERS } from "@/lib/testing/gang";
import { giveRoles, seedRole } from "@/lib/testing/roles";

const { db } = await testDatabase();

const SAMPLE = [
  "viewRole",
  "updatePolicy",
  "updateRole",
  "deleteFlag",
  "DELETEFLAG",
  "updateAccountOwner",
  "viewMember",
]
  .flatMap((action) =>
    ["role/x", "member/x", "acct", "ACCT", "proj/a", "proj/b", "proj/a:env/e", "proj/b:env/e"].map((resource) => ({
      action,
      resource,
    })),
  )
  .concat([{ action: "createAccessToken", resource: "service-token/x" }]);

/** What grants do, as far as the sample sees it; the making of one's own tokens is one right, whoever one is. */
function rightsOf(grants: Grants, memberId: string | null): Set<string> {
  const own =
    memberId === null ? [] : [{ action: "createAccessToken", resource: `member/${memberId}:token/x`, name: "own" }];
  const all = [...SAMPLE.map((pair) => ({ ...pair, name: `${pair.action} ${pair.resource}` })), ...own];
  return new Set(all.filter((pair) => decide(grants, pair).effect === "allow").map(({ name }) => name));
}

const draw = fc.nat({ max: 1_000_000 });

it("no sequence of permitted operations gives two members and their tokens more than they had together (I12–I14)", async () => {
  const operation = fc.tuple(fc.nat({ max: 7 }), draw, draw, draw);
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: MANAGERS.length - 1 }),
      fc.boolean(),
      fc.array(operation, { minLength: 8, maxLength: 25 }),
      async (sort, valued, operations) => {
        const account = await seedAccount(db);
        const [owner, manager, puppet] = [
          await account.join("owner"),
          await account.join("reader"),
          await account.join("no_access"),
        ];
        const role = await seedRole(db, owner, MANAGERS[sort] ?? []);
        await giveRoles(db, owner, manager, [role], valued ? { p: ["a"] } : {});
        const { grants } = await asNow(db, manager);
        const had = rightsOf(grants, manager.id);
        const gang = new Gang(db, [manager, puppet]);
        gang.keys.push(role.key);
        for (const operation of operations) {
          await gang.step(operation);
          for (const principal of await gang.principals())
            expect(
              [...rightsOf(principal.grants, principal.memberId)].filter((right) => !had.has(right)),
              JSON.stringify(operation),
            ).toEqual([]);
        }
      },
    ),
    { numRuns: Number(process.env["RUNS"] ?? 40) },
  );
});
