import "server-only";
import fs from "node:fs/promises";
import { EXPORT_WITHIN_MS } from "./limits";

/** A place outside the database that takes signed heads, a line each; it throws if it has not taken them for sure. */
export type HeadSink = (lines: readonly string[]) => Promise<void>;

/** The sinks that the configuration asks for. */
export function sinksFor({
  file,
  url,
}: {
  readonly file: string | undefined;
  readonly url: string | undefined;
}): HeadSink[] {
  return [...(file === undefined ? [] : [fileSink(file)]), ...(url === undefined ? [] : [webhookSink(url)])];
}

/** Appends to a file. Its folder has to be there: one that is not is a volume that is not mounted. */
export function fileSink(file: string): HeadSink {
  return async (lines) => {
    const handle = await fs.open(file, "a", 0o600);
    try {
      await handle.appendFile(lines.map((line) => `${line}\n`).join(""));
      await handle.datasync();
    } finally {
      await handle.close();
    }
  };
}

/** Posts the lines as `application/x-ndjson`; anything but a 2xx means that they were not taken. */
export function webhookSink(url: string): HeadSink {
  return async (lines) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: lines.map((line) => `${line}\n`).join(""),
      redirect: "error",
      signal: AbortSignal.timeout(EXPORT_WITHIN_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The webhook for audit heads answered ${answer.status}.`);
  };
}
