import { expect, test } from "vitest";
import { CannotStart } from "@/lib/keys/master-secret";
import { belowFloors, FLOORS, isBelow, refuseOldPackages } from "./package-floors";

const good = (name: string) => FLOORS.find((floor) => floor.package === name)?.least ?? null;

test("P10 · what is installed here may start", () => {
  expect(() => refuseOldPackages()).not.toThrow();
});

test.each([
  ["next", "16.4.5"],
  ["next", "16.4.6-canary.9"],
  ["next", "15.9.9"],
  ["react", "19.3.0"],
  ["react-dom", "19.2.6"],
  ["next-auth", "4.24.14"],
  ["drizzle-orm", "0.45.1"],
  ["zod", "4.6.6"],
  ["sharp", "0.35.4"],
  ["next", "latest"],
])("P10 · with %s %s nothing starts, and the sentence says why", (name, version) => {
  const installed = (each: string) => (each === name ? version : good(each));
  expect(belowFloors(good)).toEqual([]);
  expect(belowFloors(installed)).toEqual([expect.stringContaining(`${name} ${version} is below`)]);
  expect(() => refuseOldPackages(installed)).toThrow(CannotStart);
  expect(() => refuseOldPackages(installed)).toThrow(/npm ci/);
});

test("P10 · a package that has to be there and is not stops the start; one that need not be does not", () => {
  expect(() => refuseOldPackages((name) => (name === "next" ? null : good(name)))).toThrow("next cannot be found.");
  expect(() => refuseOldPackages((name) => (name === "sharp" ? null : good(name)))).not.toThrow();
});

test.each([
  ["1.2.3", "1.2.3", false],
  ["1.2.10", "1.2.9", false],
  ["1.10.0", "1.9.9", false],
  ["2.0.0", "1.9.9", false],
  ["1.2.3-rc.1", "1.2.3", true],
  ["1.2.3+build", "1.2.3", false],
  ["1.2", "1.2.0", true],
])("%s is below %s: %s", (version, least, below) => {
  expect(isBelow(version, least)).toBe(below);
});
