import fc from "fast-check";
import { expect, it } from "vitest";
import type { Principal } from "@/lib/access/principal";
import { decide } from "@/lib/policy/decide";
import type { Grants, Statement } from "@/lib/policy/statement";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { createRoleInput, updateRoleInput } from "@/lib/roles/input";
import { updateRole } from "@/lib/roles/update-role";
import { asNow, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput, updateTokenInput } from "@/lib/tokens/input";
import { updateToken } from "@/lib/tokens/update-token";
import { verifyToken } from "@/lib/tokens/verify-token";
import { updateMember } from "./update-member";

const { db } = await testDatabase();
const P = "${" + "roleAttribute/p}";

/** What managers of all sorts may do: each lacks something of what it would be tempting to have. */
const MANAGERS: Statement[][] = [
  [allow("*", ["role/*", "member/*", "member/*:token/*"]), allow("*", `proj/${P}:env/*`)],
  [allow("*", "*"), deny("createAccessToken", ["member/*:token/*", "service-token/*"]), deny("*", "acct")],
  [allow("*", "*"), deny("DELETE*", "proj/*"), deny("*", ["acct", `proj/${P}`])],
  [{ effect: "allow", notActions: ["deleteFlag", "updateAccountOwner"], notResources: ["proj/b:env/*", "acct"] }],
  [allow(["*Role*", "*Member*", "*Token*", "updatePolicy", "update*Permissions", "view*"], "*")],
];
const STATEMENTS: Statement[] = [
  allow("*", "*"),
  allow("view*", "*"),
  allow("*", "proj/a:env/*"),
  allow("deleteFlag", `proj/${P}:env/*`),
  allow("createAccessToken", ["member/*:token/*", "service-token/*"]),
  allow("*Owner", "acct"),
  { effect: "allow", notActions: ["deleteflag"], resources: ["*"] },
  { effect: "allow", actions: ["*"], notResources: ["ACCT", "proj/B:env/*"] },
  { effect: "allow", actions: ["*"], notResources: [`proj/${P}`] },
  deny("*", "proj/b:env/*"),
  deny("createAccessToken", "*"),
  deny("*", `proj/${P}`),
];

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
const some = <T>(from: readonly T[], by: number): T => from[by % from.length] as T;
const policyFrom = (seed: number) => STATEMENTS.filter((_, i) => (seed >> i) % 3 === 0).slice(0, 4);
const BASE = ["no_access", "reader", "writer", "admin", "owner"] as const;

/** Two members and their tokens, who try what they can together. */
class Gang {
  readonly secrets: string[] = [];
  readonly tokenIds: string[] = [];
  readonly keys: string[] = [];
  #made = 0;
  constructor(readonly people: readonly TestMember[]) {}

  async principals(): Promise<Principal[]> {
    const sessions = await Promise.all(this.people.map((person) => asNow(db, person)));
    const found = await Promise.all(this.secrets.map((secret) => verifyToken(db, secret, NOWHERE)));
    return [...sessions, ...found.flatMap((each) => (each.status === "valid" ? [each.principal] : []))];
  }

  async step([kind, a, b, c]: readonly [number, number, number, number]): Promise<void> {
    const actor = some(await this.principals(), a);
    const person = some(this.people, b);
    const key = some([...this.keys, "none"], c);
    const basePermissions = some(["reader", "no_access"] as const, c);
    switch (kind % 8) {
      case 0: {
        const made = `gang-${person.id}-${++this.#made}`;
        const input = createRoleInput.parse({ key: made, name: made, basePermissions, policy: policyFrom(b) });
        if ((await createRole(db, actor, input)).ok) this.keys.push(made);
        return;
      }
      case 1:
        await updateRole(db, actor, updateRoleInput.parse({ role: key, policy: policyFrom(b), basePermissions }));
        return;
      case 2:
        await updateMember(db, actor, { id: person.id, roles: key === "none" ? [] : [key] });
        return;
      case 3:
        await updateMember(db, actor, { id: person.id, baseRole: some(BASE, c), ...(b % 3 ? {} : { roles: [] }) });
        return;
      case 4:
        await updateMember(db, actor, {
          id: person.id,
          roleAttributes: some<Record<string, string[]>>([{}, { p: ["a"] }, { p: ["b"] }, { p: ["a", "b"] }], c),
        });
        return;
      case 5: {
        const input = createTokenInput.parse({ kind: some(["personal", "service"], b), role: this.#scope(b, key) });
        const issued = await createToken(db, actor, input);
        if (!issued.ok) return;
        this.secrets.push(issued.value.secret.reveal());
        this.tokenIds.push(issued.value.token.id);
        return;
      }
      case 6: {
        const id = some(this.tokenIds, b);
        if (id) await updateToken(db, actor, updateTokenInput.parse({ id, role: this.#scope(c, key) }));
        return;
      }
      case 7:
        await deleteRole(db, actor, { role: key, evenInUse: true, comment: "" });
    }
  }

  #scope(seed: number, key: string) {
    if (seed % 3 === 0) return { source: "base", baseRole: some(BASE.slice(1), seed) };
    if (seed % 3 === 1 && key !== "none") return { source: "custom", roles: [key] };
    return { source: "inline", statements: [allow("*", "*"), ...policyFrom(seed)] };
  }
}

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
        const gang = new Gang([manager, puppet]);
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
