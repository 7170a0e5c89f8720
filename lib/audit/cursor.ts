/** The place of an entry in the log: the microsecond, as the database keeps it, and the id. */
export type Place = { readonly micros: string; readonly id: string };

export const CURSOR = /^(\d{1,16})-([0-9a-f]{24})$/;

export const cursorOf = ({ micros, id }: Place) => `${micros}-${id}`;

/** The place that a cursor names; null if it is none. */
export function placeOf(cursor: string): Place | null {
  const [, micros, id] = CURSOR.exec(cursor) ?? [];
  return micros !== undefined && id !== undefined ? { micros, id } : null;
}

/** The millisecond in which an entry was written: what the wire and the console show. */
export const millisOf = ({ micros }: Pick<Place, "micros">) => Math.floor(Number(micros) / 1000);
