import { openLayer } from "./layers";
import { placesShown } from "./places";

const SEQUENCE_MS = 1500;
let began = Number.NEGATIVE_INFINITY;

type Go = (to: string) => void;

const ACTS: Readonly<Record<string, (go: Go) => void>> = {
  "?": () => openLayer("shortcuts"),
  n: (go) => go("/tokens/new"),
  "/": () => document.querySelector<HTMLElement>("main input[type=search]")?.focus(),
  j: () => step(1),
  k: () => step(-1),
  x: () => check(false),
  X: () => check(true),
  ".": () => rowInFocus()?.querySelector<HTMLElement>("button[aria-haspopup=menu]")?.click(),
};

/** What a single key does outside of fields (ux 5.1). Works on any list whose rows are headed by a link. */
export function press(key: string, go: Go, now = performance.now()): void {
  const inSequence = now - began < SEQUENCE_MS;
  began = key === "g" && !inSequence ? now : Number.NEGATIVE_INFINITY;
  if (!inSequence) {
    ACTS[key]?.(go);
    return;
  }
  const place = placesShown().find((known) => known.key === key);
  if (place) go(place.href);
}

const HEAD = "th[scope=row] a[href]";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`main tbody tr:has(${HEAD})`)].filter((row) => row.offsetParent);
}

function rowInFocus(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(`main tbody tr:has(${HEAD})`) ?? null;
}

/** Moves the focus to the name in the next or previous row; to the first where none has it. */
function step(by: 1 | -1): void {
  const all = rows();
  const row = rowInFocus();
  const to = row ? all.indexOf(row) + by : 0;
  all[to]?.querySelector<HTMLElement>(HEAD)?.focus();
}

/** Ticks the row's box as a click would; with Shift also all between it and the one before. */
function check(extend: boolean): void {
  const box = rowInFocus()?.querySelector<HTMLElement>("input[type=checkbox]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: extend }));
}
