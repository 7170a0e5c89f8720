import { expect, test } from "vitest";
import { Holders } from "./holders";

const ACCOUNT = "account";
const holder = (id: string) => ({ accountId: ACCOUNT, id });

function holding(...kept: readonly (readonly [name: string, tokenId: string])[]) {
  const holders = new Holders<ReturnType<typeof holder>>(kept.length);
  for (const [name, id] of kept) holders.set(name, holder(id), 1_000);
  return holders;
}
const there = (holders: Holders<ReturnType<typeof holder>>, ...names: string[]) =>
  names.filter((name) => holders.get(name, 0) !== undefined);

test("a token is forgotten under each of its secrets, and no other is: it has one, two while they overlap, and one again", () => {
  const all = ["old", "new", "newest", "other"];
  const holders = holding(["old", "a"], ["new", "a"], ["newest", "a"], ["other", "b"]);
  holders.forget([{ accountId: ACCOUNT, tokenId: "a" }]);
  expect(there(holders, ...all)).toEqual(["other"]);
  for (const name of ["old", "old", "new"]) holders.set(name, holder("a"), 1_000);
  expect(there(holders, ...all)).toEqual(["old", "new", "other"]);
  expect(holders.get("old", 1_000)).toBeUndefined(); // ends by itself
  holders.forget([{ accountId: ACCOUNT, tokenId: "a" }]);
  expect(there(holders, ...all)).toEqual(["other"]);
});

test("a change of an account forgets all of it, and what goes for want of room is found under no name of its token", () => {
  const holders = holding(["x", "a"], ["y", "b"]);
  holders.set("z", holder("c"), 1_000);
  expect(holders.size).toBe(2);
  expect(there(holders, "x", "y", "z")).toEqual(["y", "z"]);
  holders.forget([{ accountId: "another", tokenId: null }]);
  expect(holders.size).toBe(2);
  holders.forget([{ accountId: ACCOUNT, tokenId: null }]);
  expect(holders.size).toBe(0);
});
