import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { faultsOf, PAGE, pageOf, readModel } from "./security/model.mjs";
import { readTests, testsOf } from "./security/tests-of.mjs";

const root = path.resolve(import.meta.dirname, "..");
const model = readModel();
const invariants = model.groups.flatMap((group: { invariants: object[] }) => group.invariants);

/** The model with one invariant in place of I1. */
const withFirst = (first: object) => ({
  ...model,
  groups: [{ group: "g", invariants: [first, ...invariants.slice(1)] }],
});

test("every invariant, promise and requirement is held as the table says, and the page is made of it", () => {
  expect(invariants).toHaveLength(39);
  expect(faultsOf(model)).toEqual([]);
  expect(fs.readFileSync(path.join(root, PAGE), "utf8")).toBe(pageOf(model));
});

describe("what is wrong with the table is said", () => {
  const file = "lib/keys/secret-format.test.ts";
  const first = (tests: object) => withFirst({ id: "I1", says: "x", tests });

  test.each<[string, object, RegExp]>([
    ["no test", {}, /^I1 has no test$/],
    [
      "a title that is not there",
      { [file]: ["nothing is called so"] },
      /^I1: no test called “nothing is called so” in/,
    ],
    ["a file that is not there", { "lib/nowhere.test.ts": ["x"] }, /^I1: no test called “x” in lib\/nowhere/],
    ["half a title", { [file]: ["every character of the alphabet"] }, /^I1: no test called/],
    ["a title that stands twice", { "lib/api/members.test.ts": ["403 names the action and the resource"] }, /^I1: /],
  ])("an invariant with %s", (_, tests, said) => {
    expect(faultsOf(first(tests))).toEqual([expect.stringMatching(said)]);
  });

  test("an invariant that is missing, or there twice", () => {
    expect(faultsOf({ ...model, groups: [{ group: "g", invariants: invariants.slice(1) }] })).toContain(
      "I1 is missing",
    );
    expect(faultsOf({ ...model, groups: [{ group: "g", invariants: [...invariants, invariants[0]] }] })).toContain(
      "I1 is there twice",
    );
  });

  test("a test that is skipped, narrowed or conditional", () => {
    for (const code of [
      'test.skip("x", f);',
      'test.only("x", f);',
      'test.fixme("x", f);',
      'describe.skip("d", () => { test("x", f); });',
      'test.skipIf(true)("x", f);',
      'it.todo("x", f);',
    ]) {
      const found = readTests("x.test.ts", code);
      expect([code, found.map(({ runs }) => runs)]).toEqual([code, [false]]);
      const tests = (asked: string) => (asked === "x.test.ts" ? found : testsOf(asked));
      expect(faultsOf(first({ "x.test.ts": ["x"] }), tests)).toEqual(["I1: “x” in x.test.ts does not always run"]);
    }
  });

  test("a requirement that is met by nothing, or by what is nothing", () => {
    const chapter = (row: object) => ({
      ...model,
      chapters: [{ topic: "t", requirements: [{ id: "1.1.1", says: "x", ...row }] }],
    });
    expect(faultsOf(chapter({}))).toEqual(["ASVS 1.1.1 is met by nothing"]);
    expect(faultsOf(chapter({ by: ["I40"] }))).toEqual(["ASVS 1.1.1 names I40, which is nothing"]);
    expect(faultsOf(chapter({ read: "docs/nothing.md#x" }))).toEqual([
      "ASVS 1.1.1 names docs/nothing.md#x, which is not there",
    ]);
    expect(faultsOf(chapter({ open: "not yet" }))).toEqual([]);
  });
});

test("tests are read off a file by the titles that lead to them", () => {
  const code = `
    describe("d", () => {
      test("a", async () => { expect(other.test("b", 1)).toBe(true); });
      it.each([1])("c %s", () => {});
      for (const x of y) test(\`e \${x}\`, f);
    });
    test("no function");`;
  expect(readTests("x.test.ts", code).map(({ titles }: { titles: string[] }) => titles)).toEqual([
    ["d", "a"],
    ["d", "c %s"],
    ["d", `e \${x}`],
  ]);
});
