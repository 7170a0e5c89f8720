const ID = /^[0-9a-f]{24}$/;

/**
 * A new id: 24 lowercase hex characters, 48 bits of milliseconds and 48 random ones, so that ids sort by
 * the time of their making (ruling R17). Knowing an id never grants anything.
 */
export function newId(now: number = Date.now()): string {
  const random = globalThis.crypto.randomUUID(); // its first twelve digits are random; it draws from a pool, so it is cheap
  return now.toString(16).padStart(12, "0") + random.slice(0, 8) + random.slice(9, 13);
}

/** Whether a text has the form of an id; anything else needs no look into the database. */
export function isId(text: string): boolean {
  return ID.test(text);
}
