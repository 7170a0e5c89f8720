import { beforeEach, expect, test, vi } from "vitest";
import { hashPassword, passwordMatches, TooBusy } from "./hash";
import { weakPassword } from "./refuse-weak";

const running = vi.hoisted(() => ({ now: 0, most: 0 }));

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    running.most = Math.max(running.most, ++running.now);
    try {
      return await work();
    } finally {
      running.now--;
    }
  };
  return {
    ...real,
    hash: (...given: Parameters<typeof real.hash>) => counted(() => real.hash(...given)),
    verify: (...given: Parameters<typeof real.verify>) => counted(() => real.verify(...given)),
  };
});

beforeEach(() => Object.assign(running, { now: 0, most: 0 }));

const GOOD = "violet umbrellas walk at dawn";

test("I32 · four passwords are worked on at once and 32 wait; the next is refused instead of queued", async () => {
  const asked = Array.from({ length: 60 }, () =>
    hashPassword(GOOD).then(
      () => "done",
      (error: unknown) => error,
    ),
  );
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => answer === "done")).toHaveLength(36);
  expect(answers.filter((answer) => answer instanceof TooBusy)).toHaveLength(24);
  expect(running.most).toBe(4);
  await expect(hashPassword(GOOD)).resolves.toBeTruthy(); // and then it goes on
});

test("a password is kept as argon2id with its cost, and the same twice is not the same", async () => {
  const [one, two] = [await hashPassword(GOOD), await hashPassword(GOOD)];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(two);
  expect(await passwordMatches(GOOD, one)).toBe(true);
  for (const other of [`${GOOD} `, GOOD.toUpperCase(), GOOD.slice(0, -1), ""]) {
    expect(await passwordMatches(other, one)).toBe(false);
  }
});

test("without a hash the same work is done, and the answer is no", async () => {
  expect(await passwordMatches(GOOD, null)).toBe(false);
  expect(running.most).toBe(1);
});

test("a password of any characters is taken whole, spaces and all", async () => {
  for (const password of [
    " lead and trail   ",
    "密码密码密码密码 umbrella",
    "😀".repeat(30),
    "a\u0000b".repeat(8),
    `${"x".repeat(255)}y`,
  ]) {
    const stored = await hashPassword(password);
    expect(await passwordMatches(password, stored)).toBe(true);
    expect(await passwordMatches(password.slice(0, -1), stored)).toBe(false);
  }
  expect(await passwordMatches("Cafe\u0301 au lait, deux", await hashPassword("Café au lait, deux"))).toBe(true);
});

const ABOUT = ["priya.shah@globex.example", "Priya Shah", "Globex"];

test.each([
  ["aaaaaaaaaaaaaaaaaa", "one letter over and over"],
  ["123456789012345678", "a run of digits"],
  ["passwordpassword1", "a common word twice"],
  ["P a s s w o r d 1 2 3 4", "a common word, spaced out"],
  ["ｐａｓｓｗｏｒｄ１２３４５６", "a common word in wide letters"],
  ["correct horse battery staple", "the one that everybody knows"],
  ["latchkeylatchkey1", "this product's name"],
  ["priya.shah@globex.example", "one's own address"],
  ["PriyaShah-Globex-2026", "one's own name and account"],
])("%j is refused: %s", (password) => {
  expect(weakPassword(password, ABOUT)).toMatchObject({ kind: "invalid_input" });
});

test("words that belong together for nobody else are taken", () => {
  for (const password of [GOOD, "green lanterns hum all night", "Priya drinks oolong on the roof"]) {
    expect(weakPassword(password, ABOUT)).toBeNull();
  }
});
