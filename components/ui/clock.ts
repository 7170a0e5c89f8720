type Listener = { often: () => boolean; tick: () => void };

const OFTEN_MS = 5_000;
const SELDOM = 6;

const listeners = new Set<Listener>();
let timer: ReturnType<typeof setInterval> | undefined;
let ticks = 0;

/** One timer for every time on the page: each 5 seconds for what is young, each 30 for the rest, none while nobody looks. */
export function onTick(listener: Listener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    timer = setInterval(tick, OFTEN_MS);
    document.addEventListener("visibilitychange", all);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", all);
  };
}

function tick(): void {
  if (document.visibilityState !== "visible") return;
  ticks = (ticks + 1) % SELDOM;
  for (const listener of listeners) if (ticks === 0 || listener.often()) listener.tick();
}

function all(): void {
  if (document.visibilityState !== "visible") return;
  for (const listener of listeners) listener.tick();
}
