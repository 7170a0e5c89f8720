import fs from "node:fs";
import path from "node:path";

const home = () => process.env["E2E_HOME"] ?? "";

/** Everything that the server under test has printed so far. */
export function serverLog(): string {
  return fs.readFileSync(path.join(home(), "server.log"), "utf8");
}

/** The data folder of the server under test. */
export function dataFolder(): string {
  return path.join(home(), "data");
}

/** The address of the server under test. */
export function serverOrigin(): string {
  return `http://127.0.0.1:${process.env["E2E_PORT"]}`;
}

/** The master secret of the server under test, as its key file holds it. */
export function keyFile(): Buffer {
  return fs.readFileSync(path.join(dataFolder(), "secret.key"));
}
