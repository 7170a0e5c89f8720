import fc from "fast-check";
import { expect, it } from "vitest";
import { firstUncovered } from "./covers";
import { decide } from "./decide";
import { parseStatements } from "./parse";
import type { Grants, Policy, Statement } from "./statement";

// Texts out of the pieces by which two readings of one pattern could part.
const PIECES = [
  "a",
  "B",
  "é",
  "ſ",
  "K",
  "*",
  "/",
  ":",
  ";",
  ",",
  "{",
  "}",
  "{k:v}",
  "view",
  "x/y",
  "proj/a",
  "env/b",
  "acct",
];
const odd = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 7 })
  .map((pieces) => pieces.join(""))
  .filter((text) => parseStatements([{ effect: "allow", actions: ["x"], resources: [text] }]).ok);
const level = fc.constantFrom(
  "proj/*",
  "proj/a",
  "proj/A",
  "proj/a;view",
  "proj/*;t,view",
  "proj/a;{k:v}",
  "env/*",
  "x",
);
const usual = fc.array(level, { minLength: 1, maxLength: 2 }).map((levels) => levels.join(":"));
const resource = fc.oneof(odd, usual, fc.constantFrom("*", "acct"));
const action = fc.constantFrom("*", "use", "USE", "u*", "*é", "vie*", "ſee", "see");

const statement: fc.Arbitrary<Statement> = fc
  .tuple(
    fc.constantFrom("allow" as const, "allow" as const, "deny" as const),
    fc.boolean(),
    fc.boolean(),
    fc.array(action, { minLength: 1, maxLength: 2 }),
    fc.array(resource, { minLength: 1, maxLength: 2 }),
  )
  .map(([effect, listed, named, actions, resources]) => ({
    effect,
    ...(listed ? { actions } : { notActions: actions }),
    ...(named ? { resources } : { notResources: resources }),
  }));
const policy: fc.Arbitrary<Policy> = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((statements) => ({ source: { kind: "inline" }, statements }));
const named = fc.oneof(odd, usual).map((text) => text.replaceAll("*", "a"));
const request = fc.record({
  action: fc.constantFrom("use", "USE", "see", "ſee", "view", "vieé", "ué"),
  resource: fc.oneof(named, fc.constantFrom("acct", "proj/a:env/b", "proj/a;t,view:env/b", "proj/{a:x/y}")),
});

it("what is said to be held is held, however oddly it is written (security 3.7)", () => {
  fc.assert(
    fc.property(policy, policy, fc.array(request, { minLength: 10, maxLength: 30 }), (own, given, requests) => {
      const actor: Grants = [{ kind: "member", policies: [own] }];
      const granted: Grants = [{ kind: "declared", policies: [given] }];
      if (firstUncovered(actor, [given]) !== null) return;
      const beyond = requests.filter(
        (each) => decide(granted, each).effect === "allow" && decide(actor, each).effect === "deny",
      );
      expect(beyond).toEqual([]);
    }),
    { numRuns: Number(process.env["RUNS"] ?? 3_000) },
  );
});
