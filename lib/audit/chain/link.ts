import "server-only";
import { createHmac } from "node:crypto";
import type { auditEntries, auditSeals } from "@/drizzle/schema";
import { canonicalJson } from "@/lib/core/canonical-json";
import { getKeys } from "@/lib/keys/keys";
import { contentOf, type EntryContent } from "../sign-entry";

/** An entry as the chain sees it: with its instant, exact to the microsecond, and with its own signature. */
export type ChainEntry = EntryContent & {
  readonly micros: string;
  readonly signature: (typeof auditEntries.$inferSelect)["signature"];
};

export type SealState = (typeof auditSeals.$inferSelect)["state"];

/** What is said of an entry with its place: what was found when its turn came, and when that was. */
export type Seal = {
  readonly accountId: string;
  readonly entryId: string;
  readonly state: SealState;
  /** When it was sealed, in microseconds since 1970. */
  readonly sealedMicros: string;
};

/** What the first link of a chain holds on to. */
export const NOTHING_BEFORE = Buffer.alloc(32);

/**
 * The link of entry number `seq`: HMAC-SHA-256 of the link before, of all that the entry and its seal say, and of the number
 * (security 3.13). `entry` is null for one that was gone before its turn came.
 */
export function linkOf(before: Buffer, seq: number, seal: Seal, entry: ChainEntry | null): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(seq));
  const { accountId, entryId, state, sealedMicros } = seal;
  const said = entry && { ...contentOf(entry), at: entry.micros, signature: entry.signature?.toString("hex") };
  return createHmac("sha256", getKeys().auditChain)
    .update(before)
    .update(canonicalJson({ accountId, entryId, state, sealedAt: sealedMicros, entry: said }))
    .update(number)
    .digest();
}
