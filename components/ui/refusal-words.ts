import type { Refusal } from "@/lib/core/refusal";

/** A refusal in words, which are fetched with the first one: most visits meet none. */
export async function refusalWords(refusal: Refusal): Promise<string> {
  return (await import("@/lib/core/refusal-sentence")).refusalSentence(refusal);
}
