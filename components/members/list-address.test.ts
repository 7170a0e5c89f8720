import { describe, expect, test } from "vitest";
import { askedOf } from "./asked-of";
import { EVERYBODY, listHref, readListAddress } from "./list-address";

const read = (text: string) => readListAddress(Object.fromEntries(new URLSearchParams(text)));

describe("the address of the members list", () => {
  test.each([
    "role=emperor",
    "status=asleep",
    "factor=shoe",
    "sort=shoe",
    "after=%20",
    "page=3",
    "role=custom:",
    "after=x&q=mo",
  ])("%s is left out, and that is said", (text) => {
    const { address, left } = read(text);
    expect(left).toBe(true);
    expect({ ...address, q: "" }).toEqual(EVERYBODY);
  });

  test("what is written is read again, and nothing is left out", () => {
    const place = `${"0".repeat(24)}bW8`;
    const given = {
      q: "mo 100%",
      role: "custom:deployer",
      status: "expired",
      factor: "none",
      sort: { by: "lastSeen", descending: true },
      after: place,
      before: null,
    } as const;
    expect(read(listHref(given).split("?")[1] ?? "")).toEqual({ address: given, left: false });
    expect(read("")).toEqual({ address: EVERYBODY, left: false });
    expect(read("sort=name&role=&status=").left).toBe(false);
    expect(askedOf(given)).toMatchObject({ role: "custom:deployer", factor: "none", after: place });
  });

  test("who has no second factor is asked by nobody who doesn't manage members, and that is said", () => {
    expect(readListAddress({ factor: "none", q: "mo" }, false)).toEqual({
      address: { ...EVERYBODY, q: "mo" },
      left: true,
    });
  });

  test("another filter or order begins at the first page", () => {
    const deep = { ...EVERYBODY, after: "0".repeat(24) };
    expect(listHref(deep, { status: "invited" })).toBe("/members?status=invited");
    expect(listHref(deep)).toBe(`/members?after=${"0".repeat(24)}`);
  });
});
