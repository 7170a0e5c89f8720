import { expect, test } from "vitest";
import { Followers, type Told } from "./followers";
import { FOLLOWERS_MAX, UNTAKEN_MAX } from "./limits";

function following(followers: Followers, accountId = "a") {
  const told: Told[] = [];
  let ended = false;
  const follower = followers.join(accountId, { send: (one) => told.push(one), end: () => (ended = true) });
  if (!follower) throw new Error("there is no room");
  return { follower, told, ended: () => ended };
}

const one = [{ accountId: "a", tokenId: "t" }];
const HOUR = 3_600_000;

test("without followers, everything told is taken", () => {
  const followers = new Followers();
  followers.tell(one);
  expect(followers.takenByAll()).toBe(followers.told);
  expect(followers.behindFor()).toBe(0);
});

test("one that holds a lease holds a change back until it has taken it in", () => {
  const followers = new Followers();
  const { follower, told } = following(followers);
  followers.grant(follower, 1, HOUR);
  followers.tell(one);
  followers.tell("all");
  expect(told).toEqual([
    { kind: "lease", ask: 1, ms: HOUR },
    { kind: "change", number: 1, tokens: ["t"] },
    { kind: "change", number: 2, tokens: "all" },
  ]);
  expect(followers.takenByAll()).toBe(0);
  expect(followers.behindFor()).toBeGreaterThan(HOUR);
  followers.taken(follower, 1);
  expect(followers.takenByAll()).toBe(1);
  followers.taken(follower, 2);
  expect(followers.takenByAll()).toBe(2);
});

test("one that holds none holds nothing back", () => {
  const followers = new Followers();
  const { follower } = following(followers);
  followers.tell(one);
  expect(followers.takenByAll()).toBe(1);
  followers.grant(follower, 1, 0);
  expect(followers.takenByAll()).toBe(1);
});

test("one whose line is gone is waited for, also for what comes after, until it gives its lease back", () => {
  const followers = new Followers();
  const { follower, told } = following(followers);
  followers.grant(follower, 1, HOUR);
  followers.lose(follower);
  followers.tell(one);
  expect(told).toHaveLength(1);
  expect(followers.takenByAll()).toBe(0);
  followers.grant(follower, 2, HOUR);
  expect(told).toHaveLength(1);
  followers.release(follower);
  expect(followers.takenByAll()).toBe(1);
  expect(followers.find(follower.id)).toBeNull();
});

test("another account's changes are not told, and not waited for", () => {
  const followers = new Followers();
  const { follower, told } = following(followers, "b");
  followers.grant(follower, 1, HOUR);
  followers.tell(one);
  expect(told).toHaveLength(1);
  expect(followers.takenByAll()).toBe(1);
  followers.tell([...one, { accountId: "b", tokenId: "u" }, { accountId: "b", tokenId: null }]);
  expect(told.at(-1)).toEqual({ kind: "change", number: 2, tokens: "all" });
  expect(followers.takenByAll()).toBe(1);
});

test("what was taken in is said at once, and nothing is said twice", () => {
  const followers = new Followers();
  const { follower } = following(followers);
  let taken = 0;
  followers.onTaken = () => taken++;
  followers.grant(follower, 1, HOUR);
  followers.tell(one);
  followers.taken(follower, 1);
  followers.taken(follower, 1);
  expect(taken).toBe(1);
});

test("one that takes nothing in is cut off, and still waited for", () => {
  const followers = new Followers();
  const { follower, told, ended } = following(followers);
  followers.grant(follower, 1, HOUR);
  for (let change = 0; change <= UNTAKEN_MAX; change++) followers.tell(one);
  expect(ended()).toBe(true);
  expect(told).toHaveLength(UNTAKEN_MAX + 1);
  expect(followers.takenByAll()).toBe(0);
});

test("there is no room for one too many, nor for any once it has ended", () => {
  const followers = new Followers();
  const all = Array.from({ length: FOLLOWERS_MAX }, () => following(followers));
  const line = { send: () => {}, end: () => {} };
  expect(followers.join("a", line)).toBeNull();
  const [first] = all;
  if (first) followers.release(first.follower);
  expect(followers.join("a", line)).not.toBeNull();
  followers.end();
  expect(all.every(({ ended }) => ended())).toBe(true);
  const other = new Followers();
  other.end();
  expect(other.join("a", line)).toBeNull();
});
