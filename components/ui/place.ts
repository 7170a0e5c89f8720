const GAP = 4;
const EDGE = 8;

/** Puts a floating box under what it belongs to, its end at that one's end; over it where there is no room below. */
export function placeUnder(box: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = at.bottom + GAP + height <= window.innerHeight;
  set(box, isRtl(box) ? at.left : at.right - width, below ? at.bottom + GAP : at.top - height - GAP);
}

/** Puts a floating box beside what it belongs to, on the side where the writing goes, or on the other one. */
export function placeBeside(box: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width } = box;
  const [after, before] = [at.right + GAP, at.left - width - GAP];
  const fits = after + width + EDGE <= window.innerWidth;
  set(box, isRtl(box) ? (before >= EDGE ? before : after) : fits ? after : before, at.top - GAP);
}

function set(box: HTMLElement, left: number, top: number): void {
  const { offsetWidth: width, offsetHeight: height } = box;
  box.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`;
  box.style.top = `${Math.max(EDGE, Math.min(top, window.innerHeight - height - EDGE))}px`;
}

const isRtl = (box: HTMLElement) => getComputedStyle(box).direction === "rtl";
