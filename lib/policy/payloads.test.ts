import { describe, expect, test } from "vitest";
import { roleAttributesInput } from "@/lib/roles/input";
import { allow, deny } from "@/lib/testing/roles";
import { decideGrant } from "./decide";
import { parseStatements } from "./parse";
import type { RoleAttributes, Statement } from "./statement";

const attribute = (key: string) => `\${roleAttribute/${key}}`;

/** What a stored policy says of a request, for whoever has those values. */
function effect(statements: Statement[], resource: string, attributes: RoleAttributes = {}, action = "use") {
  const parsed = parseStatements(statements);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  const policy = { source: { kind: "inline" }, statements: parsed.value, attributes } as const;
  return decideGrant({ kind: "declared", policies: [policy] }, { action, resource }).effect;
}

describe("another spelling of what is denied", () => {
  const KEPT = [allow("*", "*"), deny("*", "api/orders:path/refunds")];

  test("is denied by the spelling that was meant, and all else is allowed", () => {
    expect(effect(KEPT, "api/orders:path/refunds")).toBe("deny");
    expect(effect(KEPT, "api/orders:path/invoices")).toBe("allow");
  });

  test.each([
    ["in other letters", "API/Orders:PATH/Refunds"],
    ["in wide letters", "api/orders:path/\uff52\uff45funds"],
    ["with a long s", "api/order\u017f:path/refunds"],
    ["with a slash at its end", "api/orders:path/refunds/"],
    ["with two slashes", "api/orders:path//refunds"],
    ["with a step to itself", "api/orders:path/./refunds"],
    ["with a step back", "api/orders:path/x/../refunds"],
    ["with an empty level", "api/orders::path/refunds"],
    ["with a level open", "api/orders:path/refunds:"],
    ["padded", "api/orders:path/refunds "],
    ["padded inside", "api/orders:path/ refunds"],
    ["with a hidden character", "api/orders:path/re\u200bfunds"],
    ["with a soft hyphen", "api/orders:path/re\u00adfunds"],
    ["turned round by an override", "api/orders:path/\u202erefunds"],
    ["with U+0000", "api/orders:path/refunds\0"],
    ["with a line break", "api/orders:path/refunds\n"],
    ["with tags that nobody asked for", "api/orders:path/refunds;team"],
    ["with properties", "api/orders:path/refunds;{a:b}"],
    ["with a brace that is open", "api/orders:path/refunds;{a:b"],
    ["with half a character", "api/orders:path/refunds\ud800"],
    ["longer than any name", `api/orders:path/refunds${"/x".repeat(600)}`],
    ["empty", ""],
  ])("a resource that is %s is read by no pattern as anything else", (_, resource) => {
    expect(effect(KEPT, resource)).toBe("deny");
  });

  test.each([
    ["in other letters", "DELETEFLAG"],
    ["in wide letters", "delete\uff26lag"],
    ["padded", " deleteFlag"],
    ["with a hidden character", "delete\u2060Flag"],
    ["empty", ""],
    ["longer than any name", `deleteFlag${"x".repeat(300)}`],
  ])("an action that is %s is done by nobody who may not", (_, action) => {
    const kept = [allow("*", "*"), deny("deleteFlag*", "*")];
    expect(effect(kept, "site/a", {}, action)).toBe("deny");
  });

  test("a sign that says how a picture is drawn makes no other name of it", () => {
    expect(effect([allow("*", "*"), deny("*", "site/❤")], "site/❤️")).toBe("deny");
  });

  test("letter case gives nobody what they were not given", () => {
    expect(effect([allow("*", "site/a")], "SITE/A")).toBe("deny");
    expect(effect([allow("use", "*")], "site/a", {}, "USE")).toBe("deny");
  });
});

describe("values of role attributes (security 3.7)", () => {
  const takes = (value: unknown, key = "p") => roleAttributesInput.safeParse({ [key]: value }).success;

  test.each<[string, unknown]>([
    ["a star", ["*"]],
    ["a star in a name", ["team-*"]],
    ["a question mark", ["a?"]],
    ["a level more", ["a:env/x"]],
    ["a path", ["a/b"]],
    ["a tag more", ["a;critical"]],
    ["a list", ["a,b"]],
    ["a placeholder", [attribute("q")]],
    ["a brace", ["{a}"]],
    ["a dollar", ["$a"]],
    ["white space", ["a b"]],
    ["empty", [""]],
    ["a line break", ["a\n"]],
    ["hidden", ["a\u200b"]],
    ["of another alphabet", ["\u0430"]],
    ["65 letters long", ["a".repeat(65)]],
    ["one of 51", Array.from({ length: 51 }, (_, i) => `v${i}`)],
    ["no text", [7]],
    ["no list", "a"],
  ])("a placeholder's value that is %s is refused", (_, value) => {
    expect(takes(value)).toBe(false);
    expect(takes(["a"])).toBe(true);
  });

  // As if they stood in the database all the same: a value is never read again as a pattern.
  test.each(["*", "a:env/*", "b;{x:y}", attribute("q"), "a,b", "..", "a/b"])(
    "a placeholder's value is one literal name, whatever is in it",
    (value) => {
      const inside = [allow("use", `site/${attribute("p")}`)];
      for (const other of ["site/secret", "site/a:env/prod", "site/b;{x:y}", "site/q-value"]) {
        expect(effect(inside, other, { p: [value], q: ["q-value"] })).toBe("deny");
      }
    },
  );

  test.each([
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "__defineGetter__",
    "length",
  ])("the key %s, which every object has, is nobody's value unless it was given", (key) => {
    expect(effect([allow("use", `site/${attribute(key)}`)], "site/a")).toBe("deny");
    expect(effect([allow("use", `site/${attribute(key)}`)], "site/toString")).toBe("deny");
    expect(effect([allow("*", "*"), deny("use", `site/${attribute(key)}`)], "site/a")).toBe("deny"); // open is closed
  });

  test("twenty keys and no more", () => {
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, ["v"]]));
    expect(roleAttributesInput.safeParse(keys(20)).success).toBe(true);
    expect(roleAttributesInput.safeParse(keys(21)).success).toBe(false);
  });
});
