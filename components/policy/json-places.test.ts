import fc from "fast-check";
import { expect, test } from "vitest";
import { formatStatements } from "./format-statements";
import { placeOf, readJson } from "./json-places";
import { readPolicy } from "./read-policy";

test("what the browser reads as JSON is read, and nothing else is", () => {
  const pieces = fc.array(
    fc.constantFrom("[", "]", "{", "}", ",", ":", '"a"', '"\\n"', '"\\x"', "1", "01", "-", "true", " ", "\n"),
  );
  const texts = fc.oneof(
    fc.json(),
    pieces.map((some) => some.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let value: unknown;
      let isJson = true;
      try {
        value = JSON.parse(text);
      } catch {
        isJson = false;
      }
      const read = readJson(text);
      expect(read.ok).toBe(isJson);
      if (read.ok) expect(read.value).toEqual(value);
    }),
    { numRuns: 2000 },
  );
});

test("where a text stops being JSON is told by line and column", () => {
  expect(readJson('[{"effect": "allow"\n "actions": []}]')).toMatchObject({ ok: false, line: 2, column: 2 });
  expect(readJson("")).toMatchObject({ ok: false, line: 1, column: 1 });
  expect(readJson("[1] 2")).toMatchObject({ ok: false, line: 1, column: 5 });
});

test("a pointer leads to its part of the text, or to the nearest part that holds it", () => {
  const text = '[{"effect":"allow","a/b":["x", "y"]}]';
  const read = readJson(text);
  if (!read.ok) throw new Error("not read");
  const at = (pointer: string) => {
    const { from, to } = placeOf(read.places, pointer);
    return text.slice(from, to);
  };
  expect([at("/0/effect"), at("/0/a~1b/1"), at("/0/nothing"), at("/7")]).toEqual([
    '"allow"',
    '"y"',
    text.slice(1, -1),
    text,
  ]);
});

test("statements written out and read again are the same statements", () => {
  const names = fc.array(fc.constantFrom("proj/*", "proj/web:env/*:flag/*;beta", "member/*"), { minLength: 1 });
  const statement = fc.record({
    effect: fc.constantFrom("allow" as const, "deny" as const),
    resources: names,
    notActions: fc.array(fc.constantFrom("updateOn", "view*", "*"), { minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(statement), (statements) => {
      expect(readPolicy(formatStatements(statements)).statements).toEqual(statements);
    }),
  );
});
