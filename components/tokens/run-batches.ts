import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import { BULK_BATCH, type BulkFailure, type BulkOutcome } from "@/lib/tokens/list-view";

/** One token that was left as it was; `unreached` where nobody knows, because no answer came. */
export type Left = { id: string; name: string; why: BulkFailure["why"] | "unreached" | "stopped" };

export type Run = {
  ids: readonly string[];
  /** Sends one batch; the first carries what the set was expected to be. */
  send: (ids: readonly string[], first: boolean) => Promise<Result<BulkOutcome, Refusal>>;
  nameOf: (id: string) => string;
  onProgress: (done: number) => void;
  /** Asked before each batch: whether to go no further. */
  stopped: () => boolean;
};

export type Ran = { done: string[]; left: Left[]; refusal: Refusal | null };

/**
 * Sends ids batch by batch, each a transaction of its own. A batch that nobody answers ends the run: what it and those after
 * it name is left. A refusal of a whole batch ends it likewise and is handed back.
 */
export async function runBatches({ ids, send, nameOf, onProgress, stopped }: Run): Promise<Ran> {
  const ran: Ran = { done: [], left: [], refusal: null };
  const leave = (from: number, why: Left["why"]) =>
    ran.left.push(...ids.slice(from).map((id) => ({ id, name: nameOf(id), why })));
  for (let at = 0; at < ids.length; at += BULK_BATCH) {
    if (stopped()) {
      leave(at, "stopped");
      break;
    }
    const answer = await send(ids.slice(at, at + BULK_BATCH), at === 0).catch(() => null);
    if (answer === null || !answer.ok) {
      ran.refusal = answer?.error ?? null;
      leave(at, "unreached");
      break;
    }
    ran.done.push(...answer.value.done);
    ran.left.push(...answer.value.failed);
    onProgress(ran.done.length + ran.left.length);
  }
  return ran;
}
