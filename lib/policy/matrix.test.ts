import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryGrants } from "./arbitrary.test-support";
import { memberPolicy } from "./base-roles";
import { decide } from "./decide";
import { differenceOf, effectOf, matricesOf, type PermissionMatrix, permissionMatrix } from "./matrix";
import type { Grants, Policy, Statement } from "./statement";

const ME = "0123456789abcdef01234567";
const inline = (...statements: Statement[]): Policy => ({ source: { kind: "inline" }, statements });
const declared = (policy: Policy, ceiling?: Policy): Grants => [
  { kind: "declared", policies: [policy] },
  ...(ceiling ? ([{ kind: "member", policies: [ceiling] }] as const) : []),
];
const row = (matrix: PermissionMatrix, key: string) => matrix.find((each) => each.key === key)?.cells;
const FLAGS = "proj/web:env/*:flag/*";
const view: Statement = { effect: "allow", actions: ["viewProject"], resources: ["proj/*"] };
const flags: Statement = { effect: "allow", actions: ["view*", "updateRules", "deleteFlag"], resources: [FLAGS] };

describe("the permission matrix (ux 8.2)", () => {
  test("a cell says how many of its actions are allowed, and each action where", () => {
    const cells = row(permissionMatrix(declared(inline(flags, view))), "proj:env:flag");
    expect(cells?.view).toMatchObject({ state: "all", allowed: 1, of: 1 });
    expect(cells?.edit).toMatchObject({ state: "some", allowed: 1 });
    expect(cells?.create).toMatchObject({ state: "none", allowed: 0 });
    expect(cells?.view.actions[0]).toMatchObject({ verdict: "allowed", everywhere: false, allowedOn: [FLAGS] });
  });

  test("what a ceiling takes is held back and names the ceiling; what a statement denies is denied and names it", () => {
    const deny: Statement = { effect: "deny", actions: ["create*"], resources: ["proj/*:env/*:flag/*"] };
    const cells = row(
      permissionMatrix(declared(inline(flags, deny, view), memberPolicy("reader", ME))),
      "proj:env:flag",
    );
    expect(cells?.delete).toMatchObject({ state: "held_back" });
    expect(cells?.delete.actions.find(({ name }) => name === "deleteFlag")).toMatchObject({
      verdict: "held_back",
      grant: "member",
      by: null,
    });
    expect(cells?.create).toMatchObject({ state: "denied" });
    expect(cells?.create.actions.find(({ name }) => name === "createFlag")).toMatchObject({
      verdict: "denied",
      by: { index: 1 },
    });
  });

  test("only kinds of which something is said have rows, the user's own last", () => {
    const own: Statement = { effect: "allow", actions: ["refundOrder"], resources: ["api/orders:path/*"] };
    const matrix = permissionMatrix(declared(inline({ ...flags, resources: ["webhook/*"] }, own)));
    expect(matrix.map(({ key }) => key)).toEqual(["webhook", "api:path"]);
    expect(row(matrix, "api:path")?.manage.actions).toMatchObject([{ name: "refundOrder", verdict: "allowed" }]);
  });

  test("what only lacks the view of its project is not allowed, for that reason (semantics 3.3)", () => {
    const cells = row(permissionMatrix(declared(inline(flags))), "proj:env:flag");
    expect(cells?.delete).toMatchObject({ state: "none", allowed: 0 });
    const gated = { verdict: "not_allowed", grant: "declared", by: null, gate: "proj/web", allowedOn: [] };
    expect(cells?.delete.actions.find(({ name }) => name === "deleteFlag")).toMatchObject(gated);
    expect(cells?.create.actions.find(({ name }) => name === "createFlag")).not.toHaveProperty("gate");
    const denied = permissionMatrix(declared(inline(flags, view, { ...view, effect: "deny" })));
    expect(row(denied, "proj:env:flag")?.delete).toMatchObject({ state: "denied" });
    const held = permissionMatrix(declared(inline(flags, view), inline(flags)));
    expect(row(held, "proj:env:flag")?.delete.actions.find(({ name }) => name === "deleteFlag")).toMatchObject({
      verdict: "held_back",
      grant: "member",
      gate: "proj/web",
    });
  });

  test("what is allowed in all projects is asked about in those that may be viewed", () => {
    const all: Statement = { ...flags, resources: ["proj/*:env/*:flag/*"] };
    const web: Statement = { ...view, resources: ["proj/web"] };
    const cells = row(permissionMatrix(declared(inline(all, web))), "proj:env:flag");
    expect(cells?.delete.actions.find(({ name }) => name === "deleteFlag")).toMatchObject({
      verdict: "allowed",
      allowedOn: [FLAGS],
      everywhere: false,
    });
  });

  test("nothing said is no row at all", () => {
    expect(permissionMatrix(declared(inline()))).toEqual([]);
  });

  test("every verdict is the engine's", () => {
    fc.assert(
      fc.property(arbitraryGrants, (grants) => {
        for (const { cells } of permissionMatrix(grants).filter(({ key }) => key === "proj" || key === "acct")) {
          for (const { name, allowedOn, verdict } of Object.values(cells).flatMap(({ actions }) => actions)) {
            expect(allowedOn.length > 0).toBe(verdict === "allowed");
            for (const resource of allowedOn) expect(decide(grants, { action: name, resource }).effect).toBe("allow");
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("what changes between two matrices", () => {
  const reader = declared(memberPolicy("reader", ME));
  const writer = declared(memberPolicy("writer", ME));

  test("a demotion loses exactly what the promotion gained", () => {
    const [up, down] = [effectOf(reader, writer), effectOf(writer, reader)];
    expect(up.gained).toBeGreaterThan(100);
    expect(up.lost).toBe(0);
    expect(down).toEqual({ gained: 0, lost: up.gained });
    expect(effectOf(writer, writer)).toEqual({ gained: 0, lost: 0 });
  });

  test("changed cells alone are listed, with the actions gained and lost in them", () => {
    const after = inline({ ...flags, actions: ["view*", "updateRules", "createFlag"] }, view);
    const { cells } = differenceOf(...matricesOf(declared(inline(flags, view)), declared(after)));
    expect(cells.map(({ key, group }) => `${key} ${group}`)).toEqual(["proj:env:flag create", "proj:env:flag delete"]);
    expect(cells[0]?.gained.map(({ label }) => label)).toEqual(["Create flag"]);
    expect(cells[1]?.lost.map(({ label }) => label)).toEqual(["Delete flag"]);
  });

  test("an action that is allowed on less than before is lost, though it is still allowed somewhere", () => {
    const all: Statement = { effect: "allow", actions: ["updateRules"], resources: ["proj/*:env/*:flag/*"] };
    const production: Statement = { ...all, effect: "deny", resources: ["proj/*:env/production:flag/*"] };
    expect(effectOf(declared(inline(all, view)), declared(inline(all, production, view)))).toEqual({
      gained: 0,
      lost: 1,
    });
  });
});
