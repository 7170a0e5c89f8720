import { describe, expect, test } from "vitest";
import { parseStatements } from "./parse";

const GOOD = { effect: "allow", actions: ["updateOn"], resources: ["proj/web:env/*"] };
const problems = (raw: unknown) => {
  const parsed = parseStatements(raw);
  return parsed.ok ? [] : parsed.error;
};
const pointers = (raw: unknown) => problems(raw).map(({ pointer }) => pointer);

describe("what is accepted (semantics 3.1, ruling R11)", () => {
  test("statements keep their order and their text", () => {
    const raw = [
      {
        effect: "deny",
        notActions: ["view*", "unheardOf"],
        notResources: ["api/orders:path/refunds", "proj/*:/flag/*"],
      },
      GOOD,
      {
        effect: "allow",
        actions: ["*"],
        resources: [`proj/\${roleAttribute/p}:env/*;{critical:true};a,b:flag/*;view:x`],
      },
    ];
    expect(parseStatements(raw)).toEqual({ ok: true, value: raw });
    expect(JSON.stringify(parseStatements([]))).toBe('{"ok":true,"value":[]}');
  });

  test("null and an empty list beside the other list count as absent", () => {
    const raw = [{ ...GOOD, notResources: null, notActions: [] }];
    expect(parseStatements(raw)).toEqual({ ok: true, value: [GOOD] });
  });

  test("a placeholder in a mixed segment is for the linter, not a fault", () => {
    expect(problems([{ ...GOOD, resources: [`proj/brand-\${roleAttribute/p}`] }])).toEqual([]);
  });
});

describe("what is refused, with the place and a sentence", () => {
  test.each<[string, unknown, string[]]>([
    ["no list", { effect: "allow" }, [""]],
    ["null", null, [""]],
    ["a statement that is none", [7], ["/0"]],
    ["no effect", [{ ...GOOD, effect: undefined }], ["/0/effect"]],
    ["another effect", [{ ...GOOD, effect: "Allow" }], ["/0/effect"]],
    ["both resource lists", [{ ...GOOD, notResources: ["a/b"] }], ["/0"]],
    ["no resource list", [{ effect: "allow", actions: ["a"] }], ["/0"]],
    ["an empty one", [{ ...GOOD, resources: [] }], ["/0"]],
    ["both action lists", [GOOD, { ...GOOD, notActions: ["a"] }], ["/1"]],
    ["no action list", [{ effect: "deny", resources: ["a/b"], actions: null }], ["/0"]],
    ["an unknown property", [{ ...GOOD, "a/b~c": 1 }], ["/0/a~1b~0c"]],
    [
      "a property of every object",
      [JSON.parse('{"effect":"allow","actions":["a"],"resources":["a"],"__proto__":{}}')],
      ["/0/__proto__"],
    ],
    ["an inherited list", [Object.create(GOOD)], ["/0/effect", "/0", "/0"]],
    ["a list that is a text", [{ ...GOOD, resources: "proj/*" }], ["/0/resources"]],
    ["an entry that is no text", [GOOD, GOOD, { ...GOOD, resources: [7] }], ["/2/resources/0"]],
    ["an empty action", [{ ...GOOD, actions: ["a", ""] }], ["/0/actions/1"]],
    ["a long pattern", [{ ...GOOD, resources: [`proj/${"a".repeat(252)}`] }], ["/0/resources/0"]],
    ["nine wildcards", [{ ...GOOD, actions: ["*a*a*a*a*a*a*a*a*"] }], ["/0/actions/0"]],
    ["hidden characters", [{ ...GOOD, resources: ["proj/a\u200bb"] }], ["/0/resources/0"]],
    ["an empty level", [{ ...GOOD, resources: ["proj/a:"] }], ["/0/resources/0"]],
    ["an empty name", [{ ...GOOD, resources: ["proj/"] }], ["/0/resources/0"]],
    ["an empty tag", [{ ...GOOD, resources: ["proj/a;"] }], ["/0/resources/0"]],
    ["a padded tag", [{ ...GOOD, resources: ["proj/a;x, y"] }], ["/0/resources/0"]],
    ["an open brace", [{ ...GOOD, resources: ["env/a;{critical:true"] }], ["/0/resources/0"]],
    ["a property without a value", [{ ...GOOD, resources: ["env/a;{critical}"] }], ["/0/resources/0"]],
    ["101 resources", [{ ...GOOD, resources: Array(101).fill("a/b") }], ["/0/resources"]],
    ["201 actions", [{ ...GOOD, actions: Array(201).fill("a") }], ["/0/actions"]],
    ["201 statements", Array(201).fill(GOOD), [""]],
    ["more than 64 KiB", Array(200).fill({ ...GOOD, actions: Array(10).fill("a".repeat(30)) }), [""]],
  ])("%s", (_, raw, expected) => {
    expect(pointers(raw)).toEqual(expected);
    for (const { message } of problems(raw)) expect(message).toMatch(/^.+\.$/);
  });

  test("the largest that is allowed is allowed", () => {
    const patterns = (length: number) => Array(length).fill("a*b*c*d*e*f*g*h*i");
    expect(problems([{ effect: "deny", notResources: patterns(100), notActions: patterns(200) }])).toEqual([]);
    expect(problems(Array(200).fill(GOOD))).toEqual([]);
  });

  test("the problems of a hopeless policy are a hundred at most", () => {
    expect(problems(Array(200).fill({ effect: 1, resources: Array(100).fill(7) }))).toHaveLength(100);
  });
});
