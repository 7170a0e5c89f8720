import type { IncomingMessage, ServerResponse } from "node:http";
import type { Holder } from "@/lib/authority/holder";
import type { Share } from "@/lib/telemetry/budget";
import { SIGNALS, type Signal } from "@/lib/telemetry/collector";
import { type Batch, type Flaw, flawOf } from "@/lib/telemetry/flaw";
import { HELD_AT_LEAST, SENT_MOST } from "@/lib/telemetry/limits";
import { encodingOf, formatOf, MEDIA_TYPES } from "@/lib/telemetry/media";
import type { DoorDependencies } from "./deps";
import { identityOf } from "./forward";
import { answerOf, type OtlpAnswer, type Refused, refusal, refusedFor, success } from "./otlp-answer";
import { senderOf } from "./otlp-sender";
import { readBytes } from "./read-body";
import { answerBytes, RETRY } from "./reply";
import type { TelemetryIntake } from "./telemetry-intake";

type Arrival = {
  readonly dependencies: DoorDependencies;
  readonly intake: TelemetryIntake;
  readonly request: IncomingMessage;
  /** Aborted when nobody waits for the answer any more. */
  readonly gone: AbortSignal;
};

/**
 * The doors of OTLP over HTTP (wire 11): telemetry that a token sends is handed on to the collector as it came, and answered
 * with what the collector says of it; where there is none it is counted and let go.
 */
export async function otlp(
  dependencies: DoorDependencies,
  intake: TelemetryIntake,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const format = formatOf(request.headers["content-type"]) ?? "json";
  const answered = await answerTo({ dependencies, intake, request, gone: gone.signal }).catch((error: unknown) => {
    dependencies.onError(error);
    return UNAVAILABLE;
  });
  if (gone.signal.aborted) return;
  const { status, body, headers } = "body" in answered ? answered : refusal(format, answered);
  answerBytes(response, status, body, { "content-type": MEDIA_TYPES[format], ...headers });
}

const UNAVAILABLE: Refused = {
  status: 503,
  message: "The database cannot be reached. Try again in a few seconds.",
  headers: RETRY,
};
const NOT_FOUND: Refused = {
  status: 404,
  message: "Telemetry goes to /otlp/v1/traces, /otlp/v1/metrics or /otlp/v1/logs.",
};
const NOT_ALLOWED: Refused = { status: 405, message: "Telemetry is sent by POST.", headers: { allow: "POST" } };
const NOT_OTLP: Refused = {
  status: 415,
  message: "Telemetry is sent as application/x-protobuf or application/json.",
  headers: { "accept-post": "application/x-protobuf, application/json" },
};
const NOT_PACKED_SO: Refused = {
  status: 415,
  message: "Telemetry is sent as it is, or packed by gzip.",
  headers: { "accept-encoding": "gzip, identity" },
};

/** Refuses by the headers first, so that nothing is read of what nobody may send. */
async function answerTo(arrival: Arrival): Promise<OtlpAnswer | Refused> {
  const { dependencies, intake, request } = arrival;
  const signal = signalOf(request.url ?? "");
  if (signal === null) return NOT_FOUND;
  if (request.method !== "POST") return NOT_ALLOWED;
  const sender = await senderOf(dependencies, intake, request);
  if ("status" in sender) return sender;
  const format = formatOf(request.headers["content-type"]);
  if (format === null) return NOT_OTLP;
  const encoding = encodingOf(request.headers["content-encoding"]);
  if (encoding === null) return NOT_PACKED_SO;
  const share = intake.budget.open(sender.id);
  try {
    const bytes = await read(request, share);
    if (typeof bytes === "string") return refusedFor(bytes, format);
    const batch = { format, encoding, bytes };
    const flaw = await flawOf(batch, share);
    return flaw === null ? await handOn(arrival, signal, batch, sender) : refusedFor(flaw, format);
  } finally {
    share.end();
  }
}

function signalOf(url: string): Signal | null {
  const path = url.split("?", 1)[0];
  return SIGNALS.find((signal) => path === `/otlp/v1/${signal}`) ?? null;
}

/** Reads no more than there is room for. What its sender broke off is malformed, which nobody is there to hear. */
async function read(request: IncomingMessage, share: Share): Promise<Buffer | Flaw> {
  const admit = (bytes: number) => {
    const taken = share.take(bytes);
    return taken === "taken" ? null : taken;
  };
  const bytes = admit(HELD_AT_LEAST) ?? (await readBytes(request, SENT_MOST, admit));
  return bytes === "gone" ? "malformed" : bytes;
}

async function handOn(arrival: Arrival, signal: Signal, batch: Batch, sender: Holder): Promise<OtlpAnswer> {
  const { intake, request, gone } = arrival;
  if (intake.collector === null) return success(batch.format);
  const agent = request.headers["user-agent"];
  // The token stays here; the collector is told whose it is.
  const headers = { ...identityOf(sender), ...(agent === undefined ? {} : { "user-agent": agent }) };
  return answerOf(await intake.collector.send(signal, batch, headers, gone), batch.format);
}
