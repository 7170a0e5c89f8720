import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";

test("numbers, letters and the order of members are written as RFC 8785 has them (its section 3.2)", () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const sorted = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
  expect([...canonicalJson(sorted).matchAll(/:(\d)/g)].map(([, n]) => n).join("")).toBe("2467153");
});

test("what is not there is left out, and half of a character is none", () => {
  expect(canonicalJson({ b: undefined, a: [undefined], at: new Date(0) })).toBe(
    '{"a":[null],"at":"1970-01-01T00:00:00.000Z"}',
  );
  expect(canonicalJson("a\ud800b")).toBe('"a\ufffdb"');
});

test("two writings of the same value are the same text, which says the value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      const shuffled = JSON.parse(text, (_, inner) =>
        inner !== null && typeof inner === "object" && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).reverse())
          : inner,
      );
      expect(canonicalJson(shuffled)).toBe(text);
    }),
  );
});
