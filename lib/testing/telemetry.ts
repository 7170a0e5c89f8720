import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Authority } from "@/lib/authority/authority";
import type { Db } from "@/lib/db/client";
import { openDoors } from "@/lib/doors/doors";
import type { NoteUse } from "@/lib/doors/note-use";
import type { TelemetryIntake } from "@/lib/doors/telemetry-intake";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";
import { Limiter, NO_LIMITS } from "@/lib/limits/limiter";
import { Budget } from "@/lib/telemetry/budget";
import { HELD_BY_ONE, HELD_MOST } from "@/lib/telemetry/limits";
import type { Try, Use } from "@/lib/usage/tally";
import { beforeItGoes } from "./database";

type Options = {
  readonly db: Db;
  readonly authority: Authority;
  readonly intake?: Partial<TelemetryIntake>;
  readonly note?: NoteUse;
};

/** The doors behind a real HTTP server, and what they noted of telemetry. */
export async function serveTelemetry({ db, authority, intake = {}, note = () => {} }: Options) {
  const noted: Use[] = [];
  const tries: Try[] = [];
  const errors: unknown[] = [];
  const budget = new Budget(HELD_MOST, HELD_BY_ONE);
  const uses = { note: (use: Use) => void noted.push(use), noteTry: (attempt: Try) => void tries.push(attempt) };
  const telemetry = { uses, limiter: new Limiter(NO_LIMITS), budget, collector: null, ...intake };
  const onError = (error: unknown) => void errors.push(error);
  const doors = openDoors({ db, authority, note, telemetry, onError });
  const server = http.createServer((request, response) => {
    request.headers[CLIENT_ADDRESS] = "192.0.2.7";
    if (!doors(request, response, (request.url ?? "/").split("?")[0] ?? "/", "")) response.writeHead(418).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  beforeItGoes(async () => {
    telemetry.collector?.close();
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, noted, tries, errors, budget: telemetry.budget };
}

/** What a refusal of OTLP says, whichever way it is written. */
export async function statusIn(answer: Response): Promise<{ code: number; message: string }> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.headers.get("content-type") === "application/json") return JSON.parse(bytes.toString());
  // field 1, a number; field 2, a text of less than 128 bytes
  const [codeTag, code = -1, messageTag, length = 0] = bytes;
  if (codeTag !== 0x08 || messageTag !== 0x12 || bytes.length !== 4 + length)
    throw new Error(`not a Status: ${bytes.toString("hex")}`);
  return { code, message: bytes.subarray(4).toString() };
}
