import { expect, test } from "vitest";
import { BASE_ROLES } from "@/lib/core/base-role";
import { memberPolicy, tokenPolicy } from "@/lib/policy/base-roles";
import { firstUncovered } from "@/lib/policy/covers";
import type { Grant, Grants } from "@/lib/policy/statement";
import { levelOf } from "./level";

const ME = "0123456789abcdef01234567";
const grants = BASE_ROLES.flatMap((role): Grant[] => [
  { kind: "declared", policies: [tokenPolicy(role)] },
  { kind: "member", policies: [memberPolicy(role, ME)] },
]);
const proven = (all: Grants) =>
  BASE_ROLES.findLast((role) => firstUncovered(all, [tokenPolicy(role)]) === null) ?? "no_access";

test("the level of base roles is told by their rank, and is the one that can be proven to be held", () => {
  for (const first of grants) {
    expect(levelOf([first])).toBe(proven([first]));
    for (const second of grants) expect(levelOf([first, second])).toBe(proven([first, second]));
  }
});

test("a role that is written out has the level of what it holds", () => {
  const written = { source: { kind: "inline" as const }, statements: tokenPolicy("writer").statements };
  expect(levelOf([{ kind: "declared", policies: [written] }])).toBe("writer");
  expect(levelOf([{ kind: "declared", policies: [written] }, ...grants.slice(2, 3)])).toBe("reader");
});
