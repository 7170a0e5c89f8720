import { randomBytes } from "node:crypto";

const ID = /^[0-9a-f]{24}$/;

/**
 * A new id: 24 lowercase hex characters, 48 bits of milliseconds and 48 random ones, so that ids sort by
 * the time of their making (ruling R17). Knowing an id never grants anything.
 */
export function newId(now: number = Date.now()): string {
  return now.toString(16).padStart(12, "0") + randomBytes(6).toString("hex");
}

/** Whether a text has the form of an id; anything else needs no look into the database. */
export function isId(text: string): boolean {
  return ID.test(text);
}
