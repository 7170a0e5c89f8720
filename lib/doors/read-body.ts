import type { IncomingMessage } from "node:http";

/**
 * A body read whole; otherwise `too-long` as soon as it is, what `admit` refused a piece with, or `gone` with its sender. What
 * comes after that is thrown away and not cut off, so that the sender hears the answer.
 */
export function readBytes<Refused extends string = never>(
  request: IncomingMessage,
  most: number,
  admit: (bytes: number) => Refused | null = () => null,
): Promise<Buffer | "too-long" | "gone" | Refused> {
  if (Number(request.headers["content-length"] ?? 0) > most) {
    request.resume();
    return Promise.resolve("too-long");
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (read: Buffer | "too-long" | "gone" | Refused) => {
      request.off("data", take);
      request.resume();
      resolve(read);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > most) return settle("too-long");
      const refused = admit(chunk.length);
      if (refused !== null) return settle(refused);
      chunks.push(chunk);
    };
    request.on("data", take);
    request.once("end", () => settle(Buffer.concat(chunks)));
    request.once("error", () => settle("gone"));
    request.once("close", () => settle("gone"));
  });
}

/** A body that is read whole, as text; null if it is longer than allowed or is not UTF-8. */
export async function readText(request: IncomingMessage, most: number): Promise<string | null> {
  const bytes = await readBytes(request, most);
  if (typeof bytes === "string") return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
