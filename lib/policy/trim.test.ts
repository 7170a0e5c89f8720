import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryPolicy, arbitraryRequest, arbitraryStatement } from "./arbitrary.test-support";
import { memberPolicy } from "./base-roles";
import { decide } from "./decide";
import { heldBack } from "./held-back";
import type { Grant, Policy, Statement } from "./statement";
import { trimTo } from "./trim";

const ME = "0123456789abcdef01234567";
const inline = (statements: readonly Statement[]): Policy => ({ source: { kind: "inline" }, statements });
const declared = (statements: readonly Statement[]): Grant => ({ kind: "declared", policies: [inline(statements)] });
const ceiling = (...policies: Policy[]): Grant => ({ kind: "creator", policies });

describe("trim to what I have", () => {
  const reader = ceiling(memberPolicy("reader", ME));

  test("what lies within the ceiling stays as it is written", () => {
    const statements: Statement[] = [
      { effect: "allow", actions: ["viewFlag", "viewProject"], resources: ["proj/*", "proj/*:env/*:flag/*"] },
      { effect: "deny", actions: ["*"], resources: ["proj/secret"] },
    ];
    expect(trimTo(statements, [reader])).toEqual(statements);
  });

  test("everything, trimmed to a Reader, is what the Reader has", () => {
    const trimmed = trimTo([{ effect: "allow", actions: ["*"], resources: ["*"] }], [reader]);
    expect(trimmed).toEqual(memberPolicy("reader", ME).statements);
  });

  test("of a list of actions those stay that the ceiling has", () => {
    const flags = ["proj/web:env/*:flag/*"];
    const asked: Statement[] = [{ effect: "allow", actions: ["viewFlag", "updateRules"], resources: flags }];
    expect(trimTo(asked, [reader])).toEqual([{ effect: "allow", actions: ["viewFlag"], resources: flags }]);
  });

  test("of a pattern of actions those stay that the ceiling has", () => {
    const own = ceiling(
      inline([{ effect: "allow", actions: ["updateRules", "updateTargets"], resources: ["proj/*:env/*:flag/*"] }]),
    );
    const asked: Statement[] = [{ effect: "allow", actions: ["update*"], resources: ["proj/web:env/*:flag/*"] }];
    expect(trimTo(asked, [own])).toEqual([
      { effect: "allow", actions: ["updateRules", "updateTargets"], resources: ["proj/web:env/*:flag/*"] },
    ]);
  });

  test("nothing stays in a project whose view was taken away (semantics 3.3)", () => {
    const view: Statement = { effect: "allow", actions: ["viewProject"], resources: ["proj/web"] };
    const change: Statement = { effect: "allow", actions: ["updateRules"], resources: ["proj/web:env/*:flag/*"] };
    const hooks: Statement = { effect: "allow", actions: ["updateOn"], resources: ["webhook/*"] };
    const both: Statement = { ...hooks, resources: ["webhook/*", "proj/web:env/*"] };
    const blind = ceiling(inline([{ effect: "allow", actions: ["update*"], resources: ["*"] }]));
    expect(trimTo([view, change, both], [blind])).toEqual([hooks]);
    expect(trimTo([change, both], [blind])).toEqual([change, both]);
  });

  test("the view of a project goes along where the ceiling has it in a wider or a narrower statement", () => {
    const change: Statement = { effect: "allow", actions: ["updateRules"], resources: ["proj/web:env/*:flag/*"] };
    const asked: Statement[] = [{ effect: "allow", actions: ["viewProject"], resources: ["proj/*"] }, change];
    const view: Statement = { effect: "allow", actions: ["viewProject"], resources: ["proj/web"] };
    const secret: Statement = { effect: "deny", actions: ["viewProject"], resources: ["proj/secret"] };
    const all: Statement = { effect: "allow", actions: ["*"], resources: ["*"] };
    expect(trimTo(asked, [ceiling(inline([all, secret]))])).toEqual([view, change]);
    expect(trimTo(asked, [ceiling(inline([view, change]))])).toEqual([view, change]);
  });

  test("without a ceiling there is nothing to trim", () => {
    const all: Statement[] = [{ effect: "allow", actions: ["*"], resources: ["*"] }];
    expect(trimTo(all, [])).toEqual(all);
  });

  test("what is left is held back by nothing, and was asked for and given both", () => {
    let [changed, allowed, inside] = [0, 0, 0];
    const ceilings = fc.array(arbitraryPolicy, { minLength: 1, maxLength: 2 }).map((policies) => ceiling(...policies));
    fc.assert(
      fc.property(
        fc.array(arbitraryStatement, { minLength: 1, maxLength: 3 }),
        ceilings,
        fc.array(arbitraryRequest, { minLength: 20, maxLength: 20 }),
        (statements, above, requests) => {
          const trimmed = trimTo(statements, [above]);
          if (trimmed.length > 0 && JSON.stringify(trimmed) !== JSON.stringify(statements)) changed++;
          expect(heldBack([declared(trimmed), above], 1)).toEqual([]);
          for (const request of requests) {
            const decision = decide([declared(trimmed)], request);
            if (decision.effect === "deny") continue;
            allowed++;
            if (request.resource.startsWith("proj/")) inside++;
            expect(decide([declared(statements), above], request).effect).toBe("allow");
          }
        },
      ),
      { numRuns: 600 },
    );
    expect(changed).toBeGreaterThan(50);
    expect(allowed).toBeGreaterThan(20);
    expect(inside).toBeGreaterThan(20);
  });
});
