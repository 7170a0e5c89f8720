import { describe, expect, test, vi } from "vitest";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { BULK_BATCH, type BulkOutcome } from "@/lib/tokens/list-view";
import { type Run, runBatches } from "./run-batches";

const IDS = Array.from({ length: BULK_BATCH * 2 + 50 }, (_, at) => `t${at}`);
const all = async (ids: readonly string[]): Promise<Result<BulkOutcome, Refusal>> => ok({ done: [...ids], failed: [] });

function run(send: Run["send"], more: Partial<Run> = {}) {
  const onProgress = vi.fn();
  const ran = runBatches({
    ids: IDS,
    send,
    nameOf: (id) => `name of ${id}`,
    onProgress,
    stopped: () => false,
    ...more,
  });
  return ran.then((result) => ({ ...result, progress: onProgress.mock.calls.flat() }));
}

describe("a run over many tokens", () => {
  test("whose set has changed does nothing: the refusal of the first batch comes back, and all are left", async () => {
    const ran = await run(async () => err({ kind: "changed_since", what: "access token" }));
    expect(ran).toMatchObject({ done: [], refusal: { kind: "changed_since" }, progress: [] });
    expect(ran.left).toHaveLength(IDS.length);
  });

  test("ends where no answer comes, and names what is left by then", async () => {
    const send = vi.fn(async (ids: readonly string[], first: boolean) =>
      first ? all(ids) : Promise.reject(new Error()),
    );
    const ran = await run(send);
    expect(send).toHaveBeenCalledTimes(2);
    expect(ran.done).toEqual(IDS.slice(0, BULK_BATCH));
    expect(ran.left[0]).toEqual({ id: `t${BULK_BATCH}`, name: `name of t${BULK_BATCH}`, why: "unreached" });
    expect(ran.done.length + ran.left.length).toBe(IDS.length);
    expect(ran.refusal).toBeNull();
  });

  test("goes no further once it is stopped", async () => {
    let asked = 0;
    const ran = await run(all, { stopped: () => asked++ > 0 });
    expect(ran.done).toHaveLength(BULK_BATCH);
    expect(new Set(ran.left.map(({ why }) => why))).toEqual(new Set(["stopped"]));
  });

  test("goes on past single tokens that were refused, and tells how far it is", async () => {
    const ran = await run(async ([first = "", ...rest]) =>
      ok({ done: rest, failed: [{ id: first, name: "a", why: "gone" }] }),
    );
    expect(ran.progress).toEqual([BULK_BATCH, BULK_BATCH * 2, IDS.length]);
    expect(ran.left.map(({ id }) => id)).toEqual(["t0", `t${BULK_BATCH}`, `t${BULK_BATCH * 2}`]);
  });

  test("says of the first batch alone that it is the first", async () => {
    const send = vi.fn(all);
    await run(send);
    expect(send.mock.calls.map(([, first]: unknown[]) => first)).toEqual([true, false, false]);
  });
});
