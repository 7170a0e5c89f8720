import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PROBLEMS_MAX } from "@/lib/core/json-file";
import { ACTION_GROUPS } from "@/lib/policy/action";
import { kindsOf } from "@/lib/policy/vocabulary";
import { ACTIONS_MAX, ALL_ACTIONS_MAX, TEXT_MAX, TYPES_MAX, VOCABULARY_MAX } from "./limits";
import { readFile } from "./read-file";
import { writeFile } from "./write-file";

const file = (...types: unknown[]) => JSON.stringify({ types });
const order = { type: "order", actions: ["viewOrder"] };
const problems = (text: string) => {
  const read = readFile(text);
  return read.ok ? [] : read.error.map(({ pointer, message }) => [pointer, message]);
};

describe("a catalogue that cannot be read is told why and where", () => {
  test.each([
    ["", "", "Paste a catalogue here, or choose a file."],
    ["{", "", "This isn't JSON."],
    ["[]", "", "Write an object with a list of types."],
    ['{"types":[],"types":[]}', "", "“types” stands twice in one object."],
    ['{"types":[]}', "/types", "Name at least one type."],
    ['{"types":["order"]}', "/types/0", "Write an object with a type and its actions."],
    [file({ ...order, colour: "red" }), "/types/0", "Leave out “colour”: there is no such member."],
    [file({ type: "order" }), "/types/0/actions", "List the type's actions."],
    [file({ type: "order", actions: [] }), "/types/0/actions", "Name at least one action."],
    [file({ ...order, actions: [7] }), "/types/0/actions/0", "Write the action's name, or an object with its name."],
    [
      file({ ...order, actions: ["refund*"] }),
      "/types/0/actions/0/name",
      "Begin with a letter, then use letters, digits and . _ - : / only.",
    ],
    [
      file({ ...order, actions: [{ name: "refund", group: "money" }] }),
      "/types/0/actions/0/group",
      "Use one of view, create, edit, delete, manage.",
    ],
    [file({ ...order, label: " " }), "/types/0/label", "Write something, or leave it out."],
    [file({ ...order, label: "a\u202eb" }), "/types/0/label", "Leave out control characters."],
    [file({ ...order, type: "a:b:c:d:e:f" }), "/types/0/type", "Use at most 5 types in one another."],
    [file({ ...order, example: "orders/1" }), "/types/0/example", "Write one resource of this type: order/name."],
    [file({ ...order, example: "order//1" }), "/types/0/example", "Write one resource of this type: order/name."],
    [file(order, { ...order, type: "Order" }), "/types/1/type", "“Order” is there twice."],
    [file({ ...order, actions: ["pay", "PAY"] }), "/types/0/actions/1/name", "“PAY” is there twice."],
  ])("%s", (text, pointer, message) => {
    expect(problems(text)).toContainEqual([pointer, message]);
  });

  test.each(["proj", "acct:order", "ROLE", "member:basket", "service-token"])(
    "a type that begins like one of ours is refused: %s",
    (type) => {
      expect(problems(file({ ...order, type, example: "order/1" }))).toEqual([
        ["/types/0/type", `“${type.split(":")[0]}” is Latchkey's own. Begin with a type of your services.`],
      ]);
    },
  );

  test.each(["", "or der", "order/*", "9", "a::b", "a:", "a{x}", "x".repeat(65)])("%j is no type", (type) => {
    expect(problems(file({ ...order, type }))[0]?.[0]).toBe("/types/0/type");
  });

  test("a secret in a label or an example stays out", () => {
    const secret = `lkp_${"a".repeat(43)}0${"a".repeat(5)}`;
    expect(problems(file({ ...order, label: secret }))).toHaveLength(1);
    expect(problems(file({ ...order, example: `order/${secret}` }))).toHaveLength(1);
  });

  test("too many types, actions or characters are refused, and no more problems told than can be read", () => {
    const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `act${from + i}`);
    const types = (count: number, actions: number) =>
      Array.from({ length: count }, (_, i) => ({ type: `t${i}`, actions: many(actions) }));
    expect(readFile(file(...types(TYPES_MAX, 1))).ok).toBe(true);
    expect(problems(file(...types(TYPES_MAX + 1, 1)))).toEqual([["/types", `Use at most ${TYPES_MAX} types.`]]);
    expect(problems(file({ type: "t", actions: many(ACTIONS_MAX + 1) }))).toHaveLength(1);
    expect(readFile(file(...types(10, 100))).ok).toBe(true);
    expect(problems(file(...types(11, 100)))).toEqual([["/types", `Use at most ${ALL_ACTIONS_MAX} actions in all.`]]);
    expect(problems(" ".repeat(TEXT_MAX) + file(order))).toEqual([["", "Keep it under 128 KB."]]);
    const long = (i: number) => ({ type: `t${i}`, actions: many(100).map((name) => `${name}${"x".repeat(70)}`) });
    expect(problems(file(...Array.from({ length: 9 }, (_, i) => long(i))))[0]?.[1]).toMatch(/more than 64 KB/);
    expect(problems(file(...Array.from({ length: 60 }, () => 7)))).toHaveLength(PROBLEMS_MAX);
  });
});

test("what is left out is read off the names", () => {
  const text = file({
    type: "api:order-line",
    actions: ["readLine", { name: "refundLine", label: "Pay back" }, { name: "sync", group: "edit" }],
  });
  const read = readFile(text);
  expect(read).toEqual({
    ok: true,
    value: [
      {
        type: "api:order-line",
        label: "Order line",
        singular: "order line",
        actions: [
          { name: "readLine", label: "Read line", group: "view" },
          { name: "refundLine", label: "Pay back", group: "manage" },
          { name: "sync", label: "Sync", group: "edit" },
        ],
      },
    ],
  });
  expect(read.ok && kindsOf(read.value)).toMatchObject([{ key: "api:order-line", specifier: "api/*:order-line/*" }]);
});

test("whatever is written out reads as the same, and fits", () => {
  const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{1,12}$/);
  const label = fc.stringMatching(/^[A-Za-z“é"\\][A-Za-z "\\é]{0,20}[A-Za-z]$/);
  const action = fc.record({ name, label, group: fc.constantFrom(...ACTION_GROUPS) }, { requiredKeys: ["name"] });
  const unique = <T>(of: fc.Arbitrary<T>, by: (each: T) => string) =>
    fc.uniqueArray(of, { minLength: 1, maxLength: 8, selector: (each) => by(each).toLowerCase() });
  const type = fc.record(
    {
      type: fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.map((each) => `my${each}`).join(":")),
      label,
      singular: label,
      actions: unique(action, (each) => each.name),
    },
    { requiredKeys: ["type", "actions"] },
  );
  fc.assert(
    fc.property(
      unique(type, (each) => each.type),
      (types) => {
        const read = readFile(file(...types));
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        const text = writeFile(read.value);
        expect(readFile(text)).toEqual(read);
        expect(text.length).toBeLessThanOrEqual(VOCABULARY_MAX);
      },
    ),
  );
});
