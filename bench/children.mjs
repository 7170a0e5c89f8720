// The processes of a benchmark: those that make load on order, and how any of them is ended.
import { fork } from "node:child_process";
import { once } from "node:events";

const PATIENCE_MS = 8_000;

/** A process that does one order after the other and answers each; `add` is told of it, so that it is ended with the others. */
export async function orderly(script, add) {
  const child = fork(script, { stdio: "inherit" });
  add(child);
  await once(child, "message"); // it is ready
  return async (order) => {
    const answer = once(child, "message");
    child.send(order);
    return (await answer)[0];
  };
}

/** Ends a process: at once if it only makes load, else in order, with patience that has an end. */
export async function endChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(child.connected ? "SIGKILL" : "SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await gone;
  clearTimeout(late);
}
