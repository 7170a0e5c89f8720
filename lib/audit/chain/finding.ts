import "server-only";
import type { ChainEntry } from "./link";

/** Links that left the database, by number. */
export type KnownHeads = ReadonlyMap<number, Buffer>;

/** What may have been done to the log past Latchkey (invariant I27). */
export type FindingKind = "altered" | "missing" | "inserted" | "reordered" | "truncated" | "forked";

/** The first thing of its sort that is not as it was sealed. */
export type Finding = {
  readonly kind: FindingKind;
  /** The number in the chain where it shows, if it has one. */
  readonly seq: number | null;
  /** The entry that it is about, if that is known. */
  readonly entryId: string | null;
  /** What the entry says, where it is still there. */
  readonly entry: ChainEntry | null;
  /** So many entries at least. */
  readonly count: number;
};
