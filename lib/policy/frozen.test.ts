import { expect, test } from "vitest";
import { decide } from "./decide";
import { frozenStatements } from "./frozen";
import type { Policy, Statement } from "./statement";

const attribute = (key: string) => "$".concat(`{roleAttribute/${key}}`);
const policy = (statements: Statement[], attributes: Policy["attributes"] = {}): Policy => ({
  source: { kind: "custom_role", id: "1", name: "r" },
  statements,
  attributes,
});
const allow = (resources: string[], actions = ["updateOn"]): Statement => ({ effect: "allow", actions, resources });
const deny = (resources: string[]): Statement => ({ ...allow(resources), effect: "deny" });
const FLAG = (project: string) => `proj/${project}:env/test:flag/x`;

test.each([
  ["a value for a placeholder", [policy([allow([FLAG(attribute("p"))])], { p: ["a", "b"] })]],
  [
    "a placeholder twice",
    [policy([allow([`proj/${attribute("p")}:env/${attribute("p")}:flag/*`])], { p: ["a", "test"] })],
  ],
  [
    "two placeholders",
    [policy([allow([`proj/${attribute("p")}:env/${attribute("e")}:flag/*`])], { p: ["a"], e: ["test", "x"] })],
  ],
  [
    "an exception with a placeholder",
    [policy([{ effect: "allow", actions: ["updateOn"], notResources: [FLAG(attribute("p"))] }], { p: ["a"] })],
  ],
  [
    "an allow that lacks a value beside one that does not",
    [policy([allow([FLAG("a"), FLAG(attribute("q"))]), allow([FLAG("b")])])],
  ],
  ["a deny in a policy of its own", [policy([allow(["proj/*:env/*:flag/*"]), deny([FLAG("a")])])]],
  ["two policies that only allow", [policy([allow([FLAG("a")])]), policy([allow([FLAG("b")])])]],
])("%s: the one policy decides as they did", (_, policies) => {
  const statements = frozenStatements(policies);
  if (!statements) throw new Error("it should be possible");
  const one = { kind: "declared", policies: [{ source: { kind: "inline" }, statements }] } as const;
  const each = { kind: "declared", policies } as const;
  for (const project of ["a", "b", "c"])
    for (const resource of [FLAG(project), `proj/${project}:env/a:flag/x`]) {
      const request = { action: "updateOn", resource };
      expect([resource, decide([one], request).effect]).toEqual([resource, decide([each], request).effect]);
    }
});

test.each([
  ["two policies of which one denies", [policy([allow(["*"])]), policy([allow([FLAG("a")]), deny([FLAG("b")])])]],
  ["a deny that lacks a value, which denies everything", [policy([allow(["*"]), deny([FLAG(attribute("p"))])])]],
  ["nothing that is given", [policy([allow([FLAG(attribute("p"))])])]],
  ["no role at all", []],
])("%s cannot be one policy", (_, policies) => {
  expect(frozenStatements(policies)).toBeNull();
});
