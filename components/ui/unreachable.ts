export const UNREACHABLE_EVENT = "latchkey:unreachable";

/** Tells the frame that a request found no server. */
export function sayUnreachable(): void {
  window.dispatchEvent(new Event(UNREACHABLE_EVENT));
}
