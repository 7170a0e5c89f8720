import { describe, expect, test } from "vitest";
import { type Entered, type Refused, SignInGate } from "./sign-in-gate";

const [ALICE, BOB] = ["203.0.113.7", "198.51.100.9"];
const MINUTE = 60_000;
const inside = (answer: Entered | Refused): Entered => {
  if ("error" in answer) throw new Error(answer.error);
  return answer;
};
/** Whether a try is let in before anything else happens. */
const isIn = async (entering: Promise<unknown>) =>
  Promise.race([entering.then(() => true), new Promise((resolve) => setImmediate(() => resolve(false)))]);

async function fail(gate: SignInGate, address: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) inside(await gate.enter(address)).leave(false);
}

describe("a network that fails", () => {
  test("is refused after thirty tries, with the seconds that are left of the quarter of an hour, and only it", async () => {
    let now = 0;
    const gate = new SignInGate(2, () => now);
    await fail(gate, ALICE, 30);
    now = 5 * MINUTE;
    expect(await gate.enter(ALICE)).toEqual({ error: "too_many_tries:600", seconds: 600 });
    inside(await gate.enter(BOB)).leave(false);
    now = 15 * MINUTE;
    inside(await gate.enter(ALICE)).leave(false);
  });

  test("gets back what was a right try, so that an office that signs in is never refused", async () => {
    const gate = new SignInGate(2, () => 0);
    await fail(gate, ALICE, 29);
    for (let i = 0; i < 50; i++) inside(await gate.enter(ALICE)).leave(true);
    await fail(gate, ALICE, 1);
    expect(await gate.enter(ALICE)).toMatchObject({ error: "too_many_tries:900" });
  });

  test("is counted with the tries that are under way: none goes past by being beside others", async () => {
    const gate = new SignInGate(2, () => 0);
    await fail(gate, ALICE, 28);
    const [one, two, three] = [gate.enter(ALICE), gate.enter(ALICE), gate.enter(ALICE)];
    expect(await three).toMatchObject({ seconds: 900 });
    for (const entering of [one, two]) inside(await entering).leave(false);
  });

  test("of IPv6 is the /64 of a client", async () => {
    const gate = new SignInGate(2, () => 0);
    await fail(gate, "2001:db8:1:2::1", 30);
    expect(await gate.enter("2001:db8:1:2:ffff::9")).toHaveProperty("error");
    inside(await gate.enter("2001:db8:1:3::1")).leave(false);
  });
});

describe("tries at the same time", () => {
  test("are looked at two at once, the others in order when one has left", async () => {
    const gate = new SignInGate(2, () => 0);
    const [first, second, third, fourth] = [1, 2, 3, 4].map((i) => gate.enter(`192.0.2.${i}`));
    expect([await isIn(first as Promise<unknown>), await isIn(second as Promise<unknown>)]).toEqual([true, true]);
    expect(await isIn(third as Promise<unknown>)).toBe(false);
    inside(await (first as Promise<Entered>)).leave(false);
    expect([await isIn(third as Promise<unknown>), await isIn(fourth as Promise<unknown>)]).toEqual([true, false]);
  });

  test("of one network wait eight at the most, so that there is room for another's; of all thirty-two", async () => {
    const gate = new SignInGate(2, () => 0);
    const from = (address: string, times: number) => Array.from({ length: times }, () => gate.enter(address));
    const entering = from(ALICE, 10);
    expect(await gate.enter(ALICE)).toEqual({ error: "busy", seconds: 1 });
    for (const address of ["192.0.2.1", "192.0.2.2", "192.0.2.3"]) entering.push(...from(address, 8));
    expect(await gate.enter(BOB)).toEqual({ error: "busy", seconds: 1 });
    for (const one of entering) inside(await one).leave(false);
    inside(await gate.enter(BOB)).leave(false);
  });
});
