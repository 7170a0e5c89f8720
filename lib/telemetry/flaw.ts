import { createGunzip } from "node:zlib";
import type { Share, Taken } from "./budget";
import { UNPACKED_MOST } from "./limits";
import type { Encoding, Format } from "./media";
import { ProtobufFrames } from "./protobuf-frames";

/** A request's body as it was sent. */
export type Batch = { readonly format: Format; readonly encoding: Encoding; readonly bytes: Buffer };

/** What is wrong with a body, or that there was no room to look. */
export type Flaw = "malformed" | "too-long" | Exclude<Taken, "taken">;

/**
 * What is wrong with a body, or null: it has to unpack to no more than it may, and to be what its type says, as far as that
 * shows without reading what is in it. Protobuf is looked at while it passes; JSON is gathered, out of the request's share.
 */
export async function flawOf({ format, encoding, bytes }: Batch, share: Share): Promise<Flaw | null> {
  const look = format === "json" ? gathering(share) : passing();
  let length = 0;
  try {
    for await (const chunk of encoding === "gzip" ? unpacked(bytes) : [bytes]) {
      length += chunk.length;
      if (length > UNPACKED_MOST[format]) return "too-long";
      const flaw = look.next(chunk);
      if (flaw) return flaw;
    }
  } catch (error) {
    if (isOfZlib(error)) return "malformed";
    throw error;
  }
  return look.end();
}

type Look = { next(chunk: Buffer): Flaw | null; end(): Flaw | null };

function passing(): Look {
  const frames = new ProtobufFrames();
  return {
    next: (chunk) => (frames.add(chunk) ? null : "malformed"),
    end: () => (frames.whole ? null : "malformed"),
  };
}

function gathering(share: Share): Look {
  const chunks: Buffer[] = [];
  return {
    next(chunk) {
      const taken = share.take(chunk.length);
      chunks.push(chunk);
      return taken === "taken" ? null : taken;
    },
    end: () => (isJsonObject(Buffer.concat(chunks)) ? null : "malformed"),
  };
}

function isJsonObject(bytes: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const CHUNK = 64 * 1024;

/** Leaving the loop over it ends the unpacking. */
function unpacked(bytes: Buffer): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  gunzip.end(bytes);
  return gunzip;
}

const isOfZlib = (error: unknown) =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");
