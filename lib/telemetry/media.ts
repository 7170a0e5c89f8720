/** The two ways in which OTLP is written over HTTP. */
export type Format = "protobuf" | "json";
export type Encoding = "identity" | "gzip";

export const MEDIA_TYPES = { protobuf: "application/x-protobuf", json: "application/json" } as const;

/** What a `Content-Type` says, whatever its parameters; null if it is neither. */
export function formatOf(contentType: string | undefined): Format | null {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === MEDIA_TYPES.protobuf) return "protobuf";
  return type === MEDIA_TYPES.json ? "json" : null;
}

/** What a `Content-Encoding` says; null if it is not one that OTLP asks for. */
export function encodingOf(contentEncoding: string | undefined): Encoding | null {
  const encoding = contentEncoding?.trim().toLowerCase() ?? "identity";
  return encoding === "identity" || encoding === "gzip" ? encoding : null;
}
