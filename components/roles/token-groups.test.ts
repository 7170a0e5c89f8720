import { expect, test } from "vitest";
import { groupsOf } from "./token-groups";

const NOW = 1e12;
const HOUR = 3_600_000;
const used = (id: string, hours: number | null) => ({
  id,
  name: id,
  lastUsedAt: hours === null ? null : NOW - hours * HOUR,
});

test("a role without tokens has no groups", () => {
  expect(groupsOf([], 0, NOW)).toEqual([]);
});

test("tokens stand by their last use; who was never used is idle, and so is who is not named", () => {
  const groups = groupsOf([used("a", 1), used("b", 24), used("c", 719), used("d", 720), used("e", null)], 9, NOW);
  expect(groups.map(({ name, count, shown, more }) => [name, count, shown.map(({ id }) => id).join(""), more])).toEqual(
    [
      ["today", 1, "a", 0],
      ["month", 2, "bc", 0],
      ["idle", 6, "de", 4],
    ],
  );
});

test("more than twelve of a group are eleven and a number", () => {
  const twelve = Array.from({ length: 12 }, (_, i) => used(`t${i}`, 1));
  expect(groupsOf(twelve, 12, NOW)[0]).toMatchObject({ count: 12, more: 0 });
  const [group] = groupsOf([...twelve, used("last", 1)], 13, NOW);
  expect(group?.shown).toHaveLength(11);
  expect(group).toMatchObject({ count: 13, more: 2 });
});
