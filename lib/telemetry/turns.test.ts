import { describe, expect, test } from "vitest";
import { Budget } from "./budget";
import { Turns } from "./turns";

const WANTED = new AbortController().signal;
const LONG = 600_000;

describe("turns", () => {
  test("so many at once; the others wait, and come in the order of coming", async () => {
    const turns = new Turns(1);
    const came: number[] = [];
    expect(await turns.take(LONG, WANTED)).toBe(true);
    const waiting = [1, 2, 3].map(async (which) => {
      expect(await turns.take(LONG, WANTED)).toBe(true);
      came.push(which);
      turns.end();
    });
    turns.end();
    await Promise.all(waiting);
    expect(came).toEqual([1, 2, 3]);
    expect(await turns.take(LONG, WANTED)).toBe(true);
  });

  test("whoever has waited long enough, or is not wanted any more, takes nobody's turn", async () => {
    const turns = new Turns(1);
    await turns.take(LONG, WANTED);
    const leaving = new AbortController();
    const late = turns.take(1, WANTED);
    const left = turns.take(LONG, leaving.signal);
    const stays = turns.take(LONG, WANTED);
    leaving.abort();
    expect([await late, await left, await turns.take(LONG, leaving.signal)]).toEqual([false, false, false]);
    turns.end();
    expect(await stays).toBe(true);
  });
});

describe("the room in memory", () => {
  test("one sender's share is not all there is, and all there is is not exceeded", () => {
    const budget = new Budget(100, 40);
    const [first, second, third] = ["a", "b", "c"].map((holder) => budget.open(holder));
    expect([first?.take(40), first?.take(1), budget.open("a").take(1)]).toEqual(["taken", "share-used", "share-used"]);
    expect([second?.take(40), third?.take(21), third?.take(20)]).toEqual(["taken", "all-used", "taken"]);
    expect(budget.held).toBe(100);
  });

  test("what a request held is there again once it is answered, and once only", () => {
    const budget = new Budget(100, 40);
    const share = budget.open("a");
    share.take(30);
    share.end();
    share.end();
    expect(budget.held).toBe(0);
    expect(budget.open("a").take(40)).toBe("taken");
  });
});
