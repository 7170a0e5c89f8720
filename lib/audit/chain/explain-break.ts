import "server-only";
import type { Tx } from "@/lib/db/client";
import { isAsSigned } from "../sign-entry";
import type { Finding, FindingKind } from "./finding";
import { type ChainEntry, linkOf, type Seal } from "./link";
import { entriesOf, type Place, placesOf } from "./read-chain";

const GAP_MAX = 10_000;

/**
 * Why the link of a place does not hold: `before` is the last one that does, and the place's number is the one expected. Every
 * entry of the account is tried there, so that one that was moved, or had another put before it, is told from one that was
 * altered.
 */
export async function explainBreak(tx: Tx, before: Buffer, place: Place, standing: ChainEntry): Promise<Finding> {
  const found = (kind: FindingKind, count = 1): Finding => {
    return { kind, seq: place.seq, entryId: standing.id, entry: standing, count };
  };
  const places = await allPlaces(tx, place.seal.accountId);
  const rightful = await whoBelongs(tx, before, place, places);
  if (rightful) return found(belongsElsewhere(place, standing, rightful, places) ? "reordered" : "inserted");
  const asSigned = isAsSigned(standing);
  if (asSigned === false || (asSigned === null && place.seal.state === "signed")) return found("altered");
  const closed = await closedGap(tx, place);
  return closed > 0 ? found("missing", closed) : found("altered");
}

type Places = {
  /** Whether a link stands anywhere in the account's chain. */
  readonly hasMac: (mac: Buffer) => boolean;
  readonly bySeq: ReadonlyMap<number, Buffer>;
  readonly byEntry: ReadonlyMap<string, { readonly seq: number; readonly seal: Seal }>;
};

async function allPlaces(tx: Tx, accountId: string): Promise<Places> {
  const macs = new Set<string>();
  const bySeq = new Map<number, Buffer>();
  const byEntry = new Map<string, { seq: number; seal: Seal }>();
  for await (const { seq, mac, seal } of placesOf(tx, accountId)) {
    macs.add(mac.toString("base64"));
    bySeq.set(seq, mac);
    byEntry.set(seal.entryId, { seq, seal });
  }
  return { hasMac: (mac) => macs.has(mac.toString("base64")), bySeq, byEntry };
}

type Rightful = { readonly id: string; readonly mac: Buffer };

/** The entry that was sealed with this number, if it is still there and its link too. */
async function whoBelongs(tx: Tx, before: Buffer, place: Place, places: Places): Promise<Rightful | null> {
  for await (const entry of entriesOf(tx, place.seal.accountId)) {
    if (entry.id === place.seal.entryId) continue;
    const mac = fits(before, place.seq, entry, [place.seal, places.byEntry.get(entry.id)?.seal], places);
    if (mac) return { id: entry.id, mac };
  }
  return null;
}

/** The link of an entry at a number, if it stands somewhere; when it was sealed may have been moved with it or not. */
function fits(
  before: Buffer,
  seq: number,
  entry: ChainEntry,
  seals: readonly (Seal | undefined)[],
  places: Places,
): Buffer | null {
  for (const seal of seals) {
    const mac = seal && linkOf(before, seq, { ...seal, entryId: entry.id }, entry);
    if (mac && places.hasMac(mac)) return mac;
  }
  return null;
}

/** Whether what stands in a place has one of its own: then it was moved, or else it was put there. */
function belongsElsewhere(place: Place, standing: ChainEntry, rightful: Rightful, places: Places): boolean {
  if (isAsSigned(standing)) return true;
  const other = places.byEntry.get(rightful.id);
  if (!other || other.seq <= place.seq) return false;
  const before = other.seq === place.seq + 1 ? rightful.mac : places.bySeq.get(other.seq - 1);
  return before !== undefined && fits(before, other.seq, standing, [place.seal, other.seal], places) !== null;
}

/** So many entries were taken out before this place, and the numbers behind closed up: what follows was sealed with higher ones. */
async function closedGap(tx: Tx, { seal, seq, mac }: Place): Promise<number> {
  for await (const next of placesOf(tx, seal.accountId, seq, 1)) {
    for (let gap = 0; gap <= GAP_MAX; gap++)
      if (linkOf(mac, next.seq + gap, next.seal, next.entry).equals(next.mac)) return gap;
    return 0;
  }
  return 0;
}
