import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryGrants, arbitraryPolicy } from "./arbitrary.test-support";
import { memberPolicy, tokenPolicy } from "./base-roles";
import { decide } from "./decide";
import { heldBack } from "./held-back";
import type { Grants, Policy, Statement } from "./statement";

const ME = "0123456789abcdef01234567";
const inline = (...statements: Statement[]): Policy => ({ source: { kind: "inline" }, statements });
const under = (declared: Policy, ceiling: Policy): Grants => [
  { kind: "declared", policies: [declared] },
  { kind: "member", policies: [ceiling] },
];

describe("what is held back (ruling R6)", () => {
  test("an inline policy of a Reader asks for what the Reader lacks", () => {
    const policy = inline({
      effect: "allow",
      actions: ["viewFlag", "deleteFlag"],
      resources: ["proj/web:env/*:flag/*"],
    });
    expect(heldBack(under(policy, memberPolicy("reader", ME)))).toEqual([
      { action: "deleteFlag", resource: "proj/web:env/*:flag/*", grant: "member", by: null },
    ]);
  });

  test("an Owner token of an Admin is held back from ownership alone", () => {
    const held = heldBack(under(tokenPolicy("owner"), memberPolicy("admin", ME)));
    expect(held.map(({ action, resource }) => `${action} on ${resource}`)).toEqual([
      "deleteAccount on acct",
      "updateAccountOwner on acct",
    ]);
  });

  test("the user's own types and actions are seen", () => {
    const policy = inline({ effect: "allow", actions: ["refundOrder"], resources: ["api/orders:path/refunds"] });
    expect(heldBack(under(policy, memberPolicy("reader", ME)))).toMatchObject([
      { action: "refundOrder", resource: "api/orders:path/refunds" },
    ]);
    const everything = inline({ effect: "allow", actions: ["*"], resources: ["api/orders:path/*"] });
    expect(heldBack(under(everything, memberPolicy("reader", ME))).map(({ action }) => action)).toEqual([
      "create*",
      "update*",
      "delete*",
      "manage*",
    ]);
  });

  test("a statement that denies is named with the grant it stands in", () => {
    const all = inline({ effect: "allow", actions: ["*"], resources: ["proj/*"] });
    const ceiling = inline(...all.statements, { effect: "deny", actions: ["deleteProject"], resources: ["proj/web"] });
    expect(heldBack(under(all, ceiling))).toEqual([
      { action: "deleteProject", resource: "proj/web", grant: "member", by: { source: { kind: "inline" }, index: 1 } },
    ]);
  });

  test("no more are listed than are asked for, always the same first", () => {
    const grants = under(tokenPolicy("owner"), inline());
    expect(heldBack(grants, 3)).toEqual(heldBack(grants, 20).slice(0, 3));
    expect(heldBack(grants)).toHaveLength(20);
  });

  test("everything listed is asked for and not given, and nothing is listed twice", () => {
    let listed = 0;
    fc.assert(
      fc.property(arbitraryGrants, (grants) => {
        const held = heldBack(grants, Number.POSITIVE_INFINITY);
        listed += held.length;
        expect(new Set(held.map(({ action, resource }) => `${action} ${resource}`)).size).toBe(held.length);
        for (const { action, resource, grant, by } of held) {
          expect(decide([grants[0]], { action, resource }).effect).toBe("allow");
          expect(decide(grants, { action, resource })).toEqual({ effect: "deny", grant, by });
        }
      }),
      { numRuns: 1_000 },
    );
    expect(listed).toBeGreaterThan(10_000);
  });

  test("whatever is declared, nothing of it is held back by itself", () => {
    fc.assert(
      fc.property(arbitraryPolicy, (policy) => {
        expect(heldBack(under(policy, policy))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
