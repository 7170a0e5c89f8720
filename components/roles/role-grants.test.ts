import { expect, test } from "vitest";
import { CATALOGUE } from "@/lib/policy/catalogue";
import { actionDifference } from "./action-difference";
import type { Draft } from "./role-draft";
import { roleSentence } from "./role-sentence";

const draft = (policy: Draft["policy"], basePermissions: Draft["basePermissions"] = "no_access"): Draft => ({
  name: "",
  description: "",
  basePermissions,
  policy,
});
const SUPPORT = {
  effect: "allow",
  resources: ["proj/$".concat("{roleAttribute/projectKey}:env/*:flag/*")],
  actions: ["updateTargets"],
} as const;

const VIEW = {
  effect: "allow",
  resources: ["proj/$".concat("{roleAttribute/projectKey}")],
  actions: ["viewProject"],
} as const;

test("a change of a statement that each holder fills in is told like any other", () => {
  expect(actionDifference(draft([SUPPORT, VIEW]), draft([VIEW]), CATALOGUE)).toEqual([
    { sign: "−", action: "Update individual targets", on: "Flags" },
  ]);
});

test("a role is told by what it allows first, with the gaps that holders fill", () => {
  expect(roleSentence(draft([SUPPORT], "reader"), CATALOGUE)).toBe(
    "View everything. Update individual targets on flags in proj/[projectKey] · any env.",
  );
  expect(roleSentence(draft([]), CATALOGUE)).toBe("Nothing: no statement allows anything.");
  expect(roleSentence(draft([{ ...SUPPORT, effect: "deny" }]), CATALOGUE)).toBe(
    "Nothing: no statement allows anything.",
  );
});
