import { isObject, isTexts } from "./shape.js";

/** What comes by the feed. */
export type Told =
  | { readonly kind: "hello"; readonly feed: string; readonly renew: number }
  | { readonly kind: "change"; readonly number: number; readonly tokens: readonly string[] | "all" }
  | { readonly kind: "lease"; readonly ask: number; readonly ms: number };

const LONGEST = 1024 * 1024;

/** The events of a stream (`text/event-stream`) in their order. Throws for what is not of this feed. */
export async function* toldBy(stream: AsyncIterable<Uint8Array>, onBytes: () => void): AsyncGenerator<Told> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for await (const bytes of stream) {
    onBytes();
    text += decoder.decode(bytes, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const told = eventIn(text.slice(0, end));
      text = text.slice(end + 2);
      if (told !== null) yield told;
    }
    if (text.length > LONGEST) throw new Error("An event of the feed is too long.");
  }
}

function eventIn(block: string): Told | null {
  let kind = "";
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) kind = line.slice("event: ".length);
    else if (line.startsWith("data: ")) data += line.slice("data: ".length);
  }
  if (kind === "") return null; // a sign of life
  const told = toldOf(kind, JSON.parse(data));
  if (told === null) throw new Error("The feed says what this version does not know.");
  return told;
}

// What is not understood could be what has to be forgotten: so it ends the feed, and with it all that was kept.
function toldOf(kind: string, data: unknown): Told | null {
  if (!isObject(data)) return null;
  const { feed, renew, number, tokens, ask, ms } = data;
  if (kind === "hello" && typeof feed === "string" && typeof renew === "number") return { kind, feed, renew };
  if (kind === "change" && typeof number === "number" && (tokens === "all" || isTexts(tokens)))
    return { kind, number, tokens };
  if (kind === "lease" && typeof ask === "number" && typeof ms === "number") return { kind, ask, ms };
  return null;
}
