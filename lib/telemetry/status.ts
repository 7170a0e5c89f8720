import type { Format } from "./media";

/** `google.rpc.Code` of the statuses that this product answers with. */
const CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  405: 12,
  413: 8,
  415: 3,
  429: 8,
};
const UNAVAILABLE = 14;

/** The body of a refusal, a `google.rpc.Status`, in the way in which the request was written (OTLP, "Failures"). */
export function statusBody(format: Format, status: number, message: string): Buffer {
  const code = CODES[status] ?? UNAVAILABLE;
  if (format === "json") return Buffer.from(JSON.stringify({ code, message }));
  const text = Buffer.from(message);
  return Buffer.concat([Buffer.from([0x08, code, 0x12, ...varint(text.length)]), text]);
}

/** The answer to what was taken whole: a message without fields. */
export function successBody(format: Format): Buffer {
  return Buffer.from(format === "json" ? "{}" : "");
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}
