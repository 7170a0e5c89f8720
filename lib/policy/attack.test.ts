import { describe, expect, it } from "vitest";
import { levelOf } from "@/lib/access/level";
import { allow } from "@/lib/testing/roles";
import { memberPolicy } from "./base-roles";
import { candidatesOf } from "./candidates";
import { CATALOGUE } from "./catalogue";
import { firstUncovered } from "./covers";
import { decideGrant } from "./decide";
import { parseStatements } from "./parse";
import type { Grants, Policy, RoleAttributes, Statement } from "./statement";

const numbered = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

/** A policy that anybody may store. */
function stored(statements: Statement[], attributes?: RoleAttributes): Policy {
  const parsed = parseStatements(statements);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  return { source: { kind: "inline" }, statements: parsed.value, ...(attributes && { attributes }) };
}

const holding = (...policies: Policy[]): Grants => [{ kind: "member", policies }];

describe("a stored policy keeps nobody waiting (invariant I31)", () => {
  it("what it holds is given up rather than worked out for minutes", () => {
    const bomb = numbered(150, (s) => ({
      effect: s % 2 ? ("allow" as const) : ("deny" as const),
      notActions: numbered(20, (i) => `*v${s}x${i}*`),
      notResources: numbered(12, (i) => `a/${s}b${i}*`),
    }));
    const everything = allow("*", "*");
    expect(levelOf(holding(stored([everything, ...bomb])))).toBe("no_access");
    expect(levelOf(holding(stored([everything]), stored(bomb)))).toBe("owner");
  });

  it("an Owner and an Admin can give away the largest policy all the same", () => {
    const large = stored(
      numbered(15, (s) =>
        allow(
          numbered(150, (i) => `do${s}x${i}`),
          numbered(100, (i) => `api/${s}x${i}`),
        ),
      ),
    );
    for (const role of ["owner", "admin"] as const)
      expect(firstUncovered(holding(memberPolicy(role, "m")), [large])).toBeNull();
  });

  it("a few questions are asked to see what it does", () => {
    const kinds = CATALOGUE.map(({ specifier }) => specifier);
    const wide = stored(
      numbered(15, (s) =>
        allow(
          numbered(150, (i) => `view${s}x${i}`),
          kinds,
        ),
      ),
    );
    const asked = candidatesOf(holding(wide), CATALOGUE);
    for (const { kind, resources } of asked) {
      const known = CATALOGUE.find(({ key }) => key === kind.key)?.actions.length ?? 0;
      expect(kind.actions.length - known).toBeLessThanOrEqual(50);
      expect(resources.length).toBeLessThanOrEqual(21);
    }
  });
});

describe("a decision cannot fail, whatever is stored", () => {
  const values = (key: string) => numbered(50, (i) => `${key}${i}`);
  const attributes = { a: values("a"), b: values("b") };
  const twice = (i: number) =>
    `p/\${roleAttribute/a}:q/\${roleAttribute/a}:r/\${roleAttribute/b}:s/\${roleAttribute/b}:t/${i}`;
  const request = { action: "use", resource: "p/a1:q/a1:r/b1:s/b1:t/1" };

  it("values in many patterns: within 10 000 they count, and beyond the statement says nothing", () => {
    const few = stored([allow("use", numbered(3, twice))], attributes);
    expect(decideGrant({ kind: "member", policies: [few] }, request).effect).toBe("allow");
    const many = stored([allow("use", numbered(100, twice))], attributes);
    expect(decideGrant({ kind: "member", policies: [many] }, request).effect).toBe("deny");
  });

  it("a deny with too many of them denies everything", () => {
    const many = stored([allow("*", "*"), { ...allow("use", numbered(100, twice)), effect: "deny" }], attributes);
    const decision = decideGrant({ kind: "member", policies: [many] }, { action: "view", resource: "acct" });
    expect(decision).toMatchObject({ effect: "deny", by: { index: 1 } });
  });
});

describe("what a proof reads is what a decision reads", () => {
  it.each([
    ["braces in names", "site/*", "site/{a:flag/x}", "site/{a:flag/x}"],
    ["a tag called view", "site/*", "site/*;team,view:flag/*", "site/web;team,view:flag/x"],
    [
      "a tag called view, then a type alone",
      "site/*;team;view:acct",
      "site/*;team,view:acct",
      "site/web;team,view:acct",
    ],
  ])("%s", (_, held, given, resource) => {
    const [own, more] = [stored([allow("use", held)]), stored([allow("use", given)])];
    expect(decideGrant({ kind: "member", policies: [more] }, { action: "use", resource }).effect).toBe("allow");
    expect(decideGrant({ kind: "member", policies: [own] }, { action: "use", resource }).effect).toBe("deny");
    expect(firstUncovered(holding(own), [more])).not.toBeNull();
  });
});
