import { describe, expect, test } from "vitest";
import { failedOnce, NO_FAILURES } from "./failures";
import { Keyed } from "./keyed";
import { Limiter, NO_LIMITS } from "./limiter";
import { paceOf, takeOne } from "./pace";
import { rulesOf } from "./rules";

const MINUTE = 60_000;
const PRESET = { token: 600, account: 6000, failures: 60, createPerMember: 30, createPerAccount: 300 };

/** A limiter whose clock the test moves. */
function limiterAt(rules = rulesOf(PRESET)) {
  const clock = { now: 1_000_000 };
  return { clock, limiter: new Limiter(rules, () => clock.now) };
}

describe("a pace", () => {
  const pace = paceOf(600, MINUTE, 60);
  if (!pace) throw new Error("no pace");

  test("lets the burst through at once, then one every tenth of a second", () => {
    let tat = 0;
    const at = (now: number) => {
      const verdict = takeOne(pace, tat, now);
      tat = verdict.tat;
      return verdict;
    };
    for (let i = 59; i >= 0; i--) expect(at(1000)).toMatchObject({ allowed: true, remaining: i });
    expect(at(1000)).toMatchObject({ allowed: false, remaining: 0, resetAt: 1100 });
    expect(at(1099).allowed).toBe(false);
    expect(at(1100).allowed).toBe(true);
    expect(at(1100).allowed).toBe(false);
  });

  test("never refuses an even flow below it, for an hour", () => {
    let tat = 0;
    for (let now = 0; now < 60 * MINUTE; now += 100) {
      const verdict = takeOne(pace, tat, now);
      expect(verdict.allowed).toBe(true);
      tat = verdict.tat;
    }
  });

  test("never lets more through in any minute than the burst and a minute's worth", () => {
    let tat = 0;
    let through = 0;
    for (let now = 0; now < MINUTE; now += 1) {
      const verdict = takeOne(pace, tat, now);
      tat = verdict.tat;
      if (verdict.allowed) through++;
    }
    expect(through).toBeLessThanOrEqual(660);
    expect(through).toBeGreaterThanOrEqual(659);
  });

  test("the whole burst is back at the instant that is told", () => {
    const { tat, resetAt } = takeOne(pace, 0, 5000);
    expect(takeOne(pace, tat, resetAt).remaining).toBe(59);
  });

  test("none stands for no limit", () => {
    expect(paceOf(0, MINUTE, 0)).toBeNull();
  });
});

describe("failures", () => {
  test("sixty in a minute are answered, the next blocks for five minutes, after which it begins anew", () => {
    let failures = NO_FAILURES;
    for (let i = 0; i < 60; i++) failures = failedOnce(failures, "unknown", 60, 1000 + i);
    expect(failures.blockedUntil).toBe(0);
    failures = failedOnce(failures, "unknown", 60, 2000);
    expect(failures.blockedUntil).toBe(2000 + 5 * MINUTE);
    expect(failedOnce(failures, "unknown", 60, 3000)).toBe(failures);
    expect(failedOnce(failures, "unknown", 60, 2000 + 5 * MINUTE)).toMatchObject({ points: 1, blockedUntil: 0 });
  });

  test("a malformed text counts a quarter", () => {
    let failures = NO_FAILURES;
    for (let i = 0; i < 240; i++) failures = failedOnce(failures, "malformed", 60, 1000);
    expect(failures).toMatchObject({ points: 60, blockedUntil: 0 });
    expect(failedOnce(failures, "malformed", 60, 1000).blockedUntil).toBeGreaterThan(0);
  });

  test("a slow trickle is never blocked", () => {
    let failures = NO_FAILURES;
    for (let now = 0; now < 60 * MINUTE; now += 1001) failures = failedOnce(failures, "unknown", 60, now);
    expect(failures.blockedUntil).toBe(0);
  });
});

describe("the limiter", () => {
  test("counts each token apart, and all of an account together", () => {
    const { limiter } = limiterAt();
    for (let i = 0; i < 60; i++) expect(limiter.request("a", "acme")?.allowed).toBe(true);
    expect(limiter.request("a", "acme")).toMatchObject({ allowed: false, remaining: 0 });
    expect(limiter.request("b", "acme")).toMatchObject({ allowed: true, remaining: 59 });
    for (let i = 0; i < 539; i++) limiter.request(`token-${i}`, "acme");
    expect(limiter.request("c", "acme")).toMatchObject({ allowed: false });
    expect(limiter.request("c", "other")).toMatchObject({ allowed: true });
  });

  test("thirty tokens an hour and member; one that was refused or forgotten does not count", () => {
    const { limiter, clock } = limiterAt();
    for (let i = 0; i < 30; i++) expect(limiter.creation("ada", "acme")?.allowed).toBe(true);
    expect(limiter.creation("ada", "acme")?.allowed).toBe(false);
    limiter.forgetCreation("ada", "acme");
    expect(limiter.creation("ada", "acme")?.allowed).toBe(true);
    clock.now += 2 * MINUTE;
    expect(limiter.creation("ada", "acme")?.allowed).toBe(true);
    expect(limiter.creation("ada", "acme")?.allowed).toBe(false);
    for (let i = 0; i < 9; i++) for (let j = 0; j < 30; j++) limiter.creation(`member-${i}`, "acme");
    expect(limiter.creation("grace", "acme")?.allowed).toBe(true); // the refused ones took nothing of the account's
  });

  test("without rules it says nothing", () => {
    const { limiter } = limiterAt(NO_LIMITS);
    expect([limiter.request("a", "b"), limiter.creation("a", "b"), limiter.failure("n", "unknown")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(rulesOf({ token: 0, account: 0, failures: 0, createPerMember: 0, createPerAccount: 0 })).toEqual(NO_LIMITS);
  });

  test("remembers so many keys and no more", () => {
    const keyed = new Keyed<number>(3);
    for (const key of ["a", "b", "c", "d"]) keyed.set(key, 1);
    expect([keyed.size, keyed.get("a"), keyed.get("d")]).toEqual([3, undefined, 1]);
  });
});
