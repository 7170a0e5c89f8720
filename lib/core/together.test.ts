import { describe, expect, it } from "vitest";
import { Together } from "./together";

/** An act that ends when it is told to, and what it was given each time. */
function held() {
  const given: string[][] = [];
  const ends: (() => void)[] = [];
  const act = (asked: readonly string[]) => {
    given.push([...asked]);
    return new Promise<string[]>((resolve) => ends.push(() => resolve(asked.map((one) => `${one}!`))));
  };
  const end = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { given, act, end };
}

describe("what is asked at the same time", () => {
  it("is done at once by whoever is first, and then together, in order, at most so many at a time", async () => {
    const { given, act, end } = held();
    const together = new Together(act, 2, () => false);
    const answers = Promise.all(["a", "b", "c", "d"].map((one) => together.ask("k", one)));
    expect(given).toEqual([["a"]]);
    await end();
    expect(given).toEqual([["a"], ["b", "c"]]);
    await end();
    await end();
    expect(given).toEqual([["a"], ["b", "c"], ["d"]]);
    expect(await answers).toEqual(["a!", "b!", "c!", "d!"]);
  });

  it("waits in a bounded queue, in which there is room again when it was done", async () => {
    const { given, act, end } = held();
    const together = new Together(act, 2, () => false, 2);
    const answers = ["a", "b", "c"].map((one) => together.ask("k", one));
    await expect(together.ask("k", "d")).rejects.toThrow("Too many wait");
    const other = together.ask("other", "e");
    await end();
    const late = together.ask("k", "f");
    for (let act = 0; act < 3; act++) await end();
    expect(await Promise.all([...answers, other, late])).toEqual(["a!", "b!", "c!", "e!", "f!"]);
    expect(given.flat()).not.toContain("d");
  });

  it("waits for nothing of another key, and a key that was done begins anew", async () => {
    const { given, act, end } = held();
    const together = new Together(act, 8, () => false);
    const [a, b] = [together.ask("k", "a"), together.ask("other", "b")];
    expect(given).toEqual([["a"], ["b"]]);
    await end();
    await end();
    expect([await a, await b]).toEqual(["a!", "b!"]);
    const c = together.ask("k", "c");
    await end();
    expect(await c).toBe("c!");
    expect(given).toHaveLength(3);
  });

  it("fails alone where it alone is what failed, and with all where it is not", async () => {
    const act = async (asked: readonly string[]) => {
      await null;
      if (asked.includes("bad")) throw new Error("refused");
      if (asked.includes("cut")) throw new Error("cut off");
      return [...asked];
    };
    const together = new Together(act, 8, (error) => (error as Error).message === "refused");
    const told = await Promise.allSettled(["a", "b", "bad", "c"].map((one) => together.ask("k", one)));
    expect(told.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    const cut = await Promise.allSettled(["a", "b", "cut"].map((one) => together.ask("other", one)));
    expect(cut.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  });
});
