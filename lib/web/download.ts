import "server-only";

const SITES = ["same-origin", "none"];

/** Whether another site asks for it: a file is for whoever asks here. */
export function isFromElsewhere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site !== null && !SITES.includes(site);
}

/** Why there is no file, in a sentence. */
export function noFile(why: string, status: 400 | 403 | 404): Response {
  return new Response(`${why}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

/** A text as a file that a browser keeps. */
export function downloadText(name: string, type: string, text: string): Response {
  return new Response(text, { headers: headersOf(name, type) });
}

/** Pieces of text as a file that a browser keeps: the next one is read when the last one has gone out. */
export function download(name: string, type: string, pieces: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: headersOf(name, type) });
}

const headersOf = (name: string, type: string) => ({
  "content-type": type,
  "content-disposition": `attachment; filename="${name}"`,
  "cache-control": "no-store",
});
