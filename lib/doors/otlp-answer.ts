import type { Outcome } from "@/lib/telemetry/collector";
import type { Flaw } from "@/lib/telemetry/flaw";
import type { Format } from "@/lib/telemetry/media";
import { statusBody, successBody } from "@/lib/telemetry/status";
import type { Headers } from "./reply";

/** An answer of OTLP over HTTP, in the format of its request. */
export type OtlpAnswer = { readonly status: number; readonly body: Buffer; readonly headers: Headers };

/** A refusal, which has yet to be written down in a format. */
export type Refused = { readonly status: number; readonly message: string; readonly headers?: Headers };

export function refusal(format: Format, { status, message, headers = {} }: Refused): OtlpAnswer {
  return { status, body: statusBody(format, status, message), headers };
}

export function success(format: Format, body = successBody(format)): OtlpAnswer {
  return { status: 200, body, headers: {} };
}

/** Exporters try again by themselves, and wait for as long as they are told. */
const SOON: Headers = { "retry-after": "1" };
const soon = (status: 429 | 503, message: string): Refused => ({ status, message, headers: SOON });

/** Why a body was not taken: for good only if it is its own fault. */
export function refusedFor(flaw: Flaw, format: Format): Refused {
  switch (flaw) {
    case "malformed": {
      const expected = format === "json" ? "a JSON object" : "a protobuf message";
      return { status: 400, message: `The body is not ${expected}, packed as Content-Encoding says.` };
    }
    case "too-long":
      return { status: 413, message: "The batch is too large. Let the exporter send fewer items at once." };
    case "share-used":
      return soon(429, "Too much of this token's telemetry is on its way already. Try again in a second.");
    case "all-used":
      return soon(503, "Too much telemetry is on its way already. Try again in a second.");
  }
}

const NO_WORD = {
  "no-turn": soon(503, "The collector is busy. Try again in a second."),
  "no-word": soon(503, "The collector does not answer. Try again in a second."),
};
const RETRYABLE = new Set([429, 502, 503, 504]);

/** What the collector said, in its own bytes where they are in the format of the request. */
export function answerOf(outcome: Outcome, format: Format): OtlpAnswer {
  if (outcome.kind !== "told") return refusal(format, NO_WORD[outcome.kind]);
  const { status, retryAfter } = outcome;
  const body = outcome.body?.format === format ? outcome.body.bytes : null;
  if (status < 300) return success(format, body ?? undefined);
  const headers = RETRYABLE.has(status) ? { "retry-after": secondsOf(retryAfter) } : {};
  if (body !== null) return { status, body, headers };
  return refusal(format, { status, message: "The collector refused the batch.", headers });
}

const secondsOf = (retryAfter: string | null) =>
  retryAfter !== null && /^\d{1,4}$/.test(retryAfter) ? retryAfter : "1";
