/** What lies over every page: the command palette, and the sheet of shortcuts. */
export type Layer = "palette" | "shortcuts";

export const OPEN_EVENT = "latchkey:open";

/** What the frame hears: keys, and what is to be opened. */
export const HEARD = ["keydown", OPEN_EVENT] as const;

/** Opens a layer from wherever one is. */
export function openLayer(layer: Layer): void {
  window.dispatchEvent(new CustomEvent<Layer>(OPEN_EVENT, { detail: layer }));
}
