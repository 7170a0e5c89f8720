import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

// What runs beside the product in a test: servers of the test's own, and others' programs in front of them.

/** Listens on a port of its own until the file's tests are done. */
export async function listen(server: http.Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  return (server.address() as AddressInfo).port;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = http.createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// Ends what it runs when the line to it closes, as it does however this process ends.
const GUARD = 'exec 3<&0; "$@" </dev/null 3<&- & child=$!; { read -r _; kill "$child"; } <&3 & wait "$child"';

/** Runs a program until the file's tests are done, or are killed. */
export function runBeside(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const stdio = ["pipe", "ignore", "ignore"] as const;
  const child = spawn("/bin/sh", ["-c", GUARD, program, program, ...args], {
    stdio: [...stdio],
    env: { ...process.env, ...env },
  });
  afterAll(async () => {
    child.stdin?.end();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });
  return child;
}

/** Until a program answers at `/public`; it fails when the program gives up. */
export async function untilAnswers(port: number, program: ChildProcess): Promise<void> {
  for (;;) {
    if (program.exitCode !== null) throw new Error(`${program.spawnfile} ended with ${program.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/public`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
