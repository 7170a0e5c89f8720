import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryStatement } from "@/lib/policy/arbitrary.test-support";
import { CATALOGUE } from "@/lib/policy/catalogue";
import { actionsOf, isPlain, resourcesOf, withActions, withResources } from "./draft";
import { formatStatements } from "./format-statements";
import { readPolicy } from "./read-policy";

const statements = fc.array(arbitraryStatement, { maxLength: 8 });

test("A15 · what the builder writes as JSON reads back as the same statements, in the same order, and again as the same text", () => {
  fc.assert(
    fc.property(statements, (written) => {
      const read = readPolicy(formatStatements(written)).statements;
      expect(read).toEqual(written);
      const text = formatStatements(read ?? []);
      expect(formatStatements(readPolicy(text).statements ?? [])).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test("A15 · a row that is shown and given back unchanged is the statement that it was", () => {
  let plain = 0;
  fc.assert(
    fc.property(arbitraryStatement, (statement) => {
      if (!isPlain(statement, CATALOGUE)) return;
      plain += 1;
      const shown = withActions(withResources(statement, resourcesOf(statement)), actionsOf(statement));
      expect(readPolicy(formatStatements([shown])).statements).toEqual(
        readPolicy(formatStatements([statement])).statements,
      );
    }),
    { numRuns: 2_000 },
  );
  expect(plain).toBeGreaterThan(20);
});
