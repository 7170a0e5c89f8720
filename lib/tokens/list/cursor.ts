import type { TokenSort } from "../list-view";

/** A place in an order: which part of it, and the row's keys there as text. */
export type Place = { readonly segment: number; readonly keys: readonly string[] };

/** A row's id and its place in the order. */
export type Step = { readonly id: string; readonly place: Place };

/** A place as an address carries it. It belongs to one order: under another it is no place at all. */
export function cursorOf({ by, descending }: TokenSort, { segment, keys }: Place): string {
  const order = `${descending ? "-" : ""}${by}`;
  return Buffer.from(JSON.stringify([order, segment, ...keys])).toString("base64url");
}

/** The place that a cursor names in that order; null for anything else that somebody put in its place. */
export function placeOf({ by, descending }: TokenSort, cursor: string): Place | null {
  const read = parsed(cursor);
  if (!Array.isArray(read)) return null;
  const [order, segment, ...keys] = read as unknown[];
  if (order !== `${descending ? "-" : ""}${by}`) return null;
  if (typeof segment !== "number" || !Number.isSafeInteger(segment)) return null;
  return keys.every((key) => typeof key === "string" && !key.includes("\0"))
    ? { segment, keys: keys as string[] }
    : null;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
