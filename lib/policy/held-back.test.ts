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
    const policy = inline(
      { effect: "allow", actions: ["viewFlag", "deleteFlag"], resources: ["proj/web:env/*:flag/*"] },
      { effect: "allow", actions: ["viewProject"], resources: ["proj/web"] },
    );
    expect(heldBack(under(policy, memberPolicy("reader", ME)))).toEqual([
      { action: "deleteFlag", resource: "proj/web:env/*:flag/*", grant: "member", by: null },
    ]);
  });

  test("an Owner token of an Admin is held back from ownership alone", () => {
    const held = heldBack(under(tokenPolicy("owner"), memberPolicy("admin", ME)));
    expect(held.map(({ action, resource }) => `${action} on ${resource}`)).toEqual([
      "deleteAccount on acct",
      "exportAuditLog on acct",
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

  test("a ceiling that lacks the view of a project holds back all that is in it, and says so (semantics 3.3)", () => {
    const flags: Statement = { effect: "allow", actions: ["deleteFlag"], resources: ["proj/web:env/*:flag/*"] };
    const view: Statement = { effect: "allow", actions: ["viewProject"], resources: ["proj/web"] };
    expect(heldBack(under(inline(flags, view), inline(flags)))).toEqual([
      { action: "viewProject", resource: "proj/web", grant: "member", by: null },
      { action: "deleteFlag", resource: "proj/web:env/*:flag/*", grant: "member", by: null, gate: "proj/web" },
    ]);
    expect(heldBack(under(inline(flags), inline()))).toEqual([]); // of itself it asks for nothing
  });

  test("what is allowed everywhere is looked for in the projects that may be viewed", () => {
    const flags: Statement = { effect: "allow", actions: ["deleteFlag"], resources: ["proj/*:env/*:flag/*"] };
    const view: Statement = { effect: "allow", actions: ["viewProject"], resources: ["proj/web"] };
    expect(heldBack(under(inline(flags, view), memberPolicy("reader", ME)))).toEqual([
      { action: "deleteFlag", resource: "proj/web:env/*:flag/*", grant: "member", by: null },
    ]);
  });

  test("no more are listed than are asked for, always the same first", () => {
    const grants = under(tokenPolicy("owner"), inline());
    expect(heldBack(grants, 3)).toEqual(heldBack(grants, 20).slice(0, 3));
    expect(heldBack(grants)).toHaveLength(20);
  });

  test("everything listed is asked for and not given, and nothing is listed twice", () => {
    let [listed, gated] = [0, 0];
    fc.assert(
      fc.property(arbitraryGrants, (grants) => {
        const held = heldBack(grants, Number.POSITIVE_INFINITY);
        listed += held.length;
        expect(new Set(held.map(({ action, resource }) => `${action} ${resource}`)).size).toBe(held.length);
        for (const { action, resource, ...why } of held) {
          if (why.gate !== undefined) gated++;
          expect(decide([grants[0]], { action, resource }).effect).toBe("allow");
          expect(decide(grants, { action, resource })).toEqual({ effect: "deny", ...why });
        }
      }),
      { numRuns: 1_000 },
    );
    expect(listed).toBeGreaterThan(10_000);
    expect(gated).toBeGreaterThan(100);
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
