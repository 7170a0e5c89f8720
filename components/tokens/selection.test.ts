import { describe, expect, test } from "vitest";
import { BULK_MAX } from "@/lib/tokens/list-view";
import { between, countSelected, EVERYTHING, isSelected, NOTHING, pageState, withTokens } from "./selection";

const PAGE = ["a", "b", "c", "d"];

describe("a selection", () => {
  test("of all that match leaves out what was taken off, wherever it is", () => {
    const most = withTokens(EVERYTHING, ["b"], false);
    expect([isSelected(most, "b"), isSelected(most, "not on this page")]).toEqual([false, true]);
    expect(countSelected(most, 1284)).toBe(1283);
    expect(isSelected(withTokens(most, ["b"], true), "b")).toBe(true);
  });

  test("of all that match never takes more in than was wanted: what cannot be left out is not pretended to be", () => {
    const many = Array.from({ length: BULK_MAX + 1 }, (_, at) => `t${at}`);
    expect(withTokens(EVERYTHING, many, false)).toBe(EVERYTHING);
  });

  test("is unchanged by what is made of it", () => {
    const one = withTokens(NOTHING, ["a"], true);
    withTokens(one, ["a"], false);
    expect(isSelected(one, "a")).toBe(true);
    expect(countSelected(NOTHING, 10)).toBe(0);
  });

  test("says of a page whether none, some or all of it is picked", () => {
    expect(pageState(NOTHING, PAGE)).toBe("none");
    expect(pageState(withTokens(NOTHING, ["c"], true), PAGE)).toBe("some");
    expect(pageState(withTokens(NOTHING, PAGE, true), PAGE)).toBe("all");
    expect(pageState(EVERYTHING, [])).toBe("none");
  });
});

describe("extending", () => {
  test("goes from the last one picked to this one, in either direction", () => {
    expect(between(PAGE, "b", "d")).toEqual(["b", "c", "d"]);
    expect(between(PAGE, "d", "b")).toEqual(["b", "c", "d"]);
  });

  test("picks this one alone where the last one stands on another page, or there is none", () => {
    expect(between(PAGE, "elsewhere", "c")).toEqual(["c"]);
    expect(between(PAGE, null, "c")).toEqual(["c"]);
  });
});
