import { expect, test } from "vitest";
import { actionNamed } from "@/lib/policy/action";
import { memberPolicy } from "@/lib/policy/base-roles";
import { CATALOGUE, catalogueWith } from "@/lib/policy/catalogue";
import type { Grants } from "@/lib/policy/statement";
import { kindsOf, type Vocabulary } from "@/lib/policy/vocabulary";
import { abilityOf } from "./ability";

const typed = (type: string): Vocabulary[number] => ({
  type,
  label: `${type} things`,
  singular: type,
  actions: [actionNamed("viewThing"), actionNamed("refundThing", "Pay back")],
});
const catalogue = catalogueWith(kindsOf([typed("shop"), typed("stock")]));
const statements = [{ effect: "allow", actions: ["viewThing", "refundThing"], resources: ["shop/*"] }] as const;
const grants: Grants = [
  { kind: "declared", policies: [{ source: { kind: "inline" }, statements }] },
  { kind: "member", policies: [memberPolicy("reader", "m")] },
];

test("types of the account's own have rows from the first, and what is held back of them is told in their words", () => {
  const { rows, telling, held } = abilityOf(grants, catalogue);
  expect(telling).toEqual(expect.arrayContaining(["shop", "stock"]));
  const shop = rows.find(({ key }) => key === "shop");
  expect(shop).toMatchObject({
    label: "shop things",
    cells: { view: { state: "all" }, manage: { state: "held_back" } },
  });
  expect(held).toMatchObject({ count: 1, kinds: [{ label: "shop things", actions: ["Pay back"] }] });
});

test("without them the same policy decides the same, by its names", () => {
  const { rows, telling, held } = abilityOf(grants, CATALOGUE);
  expect(telling).toContain("shop");
  expect(rows.find(({ key }) => key === "stock")).toBeUndefined();
  expect(held).toMatchObject({ count: 1, kinds: [{ label: "shop", actions: ["refundThing"] }] });
});

test("many of them do not crowd out what is looked for first", () => {
  const many = catalogueWith(kindsOf(Array.from({ length: 20 }, (_, i) => typed(`t${i}`))));
  expect(abilityOf([grants[0]], many).telling).not.toContain("t7");
});
