import { duplicateKey } from "@/lib/core/duplicate-key";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";

export const BODY_MAX_BYTES = 256 * 1024;
const DEPTH_MAX = 32;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** A body as it arrives: the node request where there is one, since wrapping it as a web stream costs as much as the rest. */
export type Body = AsyncIterable<Uint8Array>;

/** The body went over the bound of 256 KiB. */
export type TooLarge = { readonly kind: "too_large" };

/**
 * A request's body as JSON: bounded in bytes and depth, strict UTF-8, and without names that reach for
 * prototypes or stand twice in one object, where readers differ about which one counts (security 3.8). An empty body is `undefined`.
 */
export async function readJson(body: Body): Promise<Result<unknown, Refusal | TooLarge>> {
  try {
    const bytes = await readBytes(body);
    if (bytes === null) return err({ kind: "too_large" });
    if (bytes.length === 0) return ok(undefined);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text, refuse);
    if (!depthWithin(value, DEPTH_MAX)) return err(TOO_DEEP);
    const twice = duplicateKey(text);
    return twice === null ? ok(value) : err(bodyRefusal(`has the member ${twice.slice(0, 60)} twice in one object.`));
  } catch (error) {
    if (error instanceof NotText) return err(bodyRefusal("holds the character U+0000."));
    if (error instanceof SyntaxError) return err(bodyRefusal("is not valid JSON."));
    if (error instanceof RangeError) return err(TOO_DEEP); // so deep that the parser gave up
    if (error instanceof TypeError) return err(bodyRefusal("is not valid UTF-8."));
    if ((error as NodeJS.ErrnoException).code === "ECONNRESET") return err(bodyRefusal("ended early."));
    throw error;
  }
}

/** The one character that no text of the database can hold; nothing that anybody asks for has it. */
export const NUL = "\0";

class NotText extends Error {}

const bodyRefusal = (sentence: string): Refusal => ({
  kind: "invalid_input",
  fields: { body: [`The body ${sentence}`] },
});

const JSON_TYPE = /^(application|text)\/([\w.-]+\+)?json\s*(;|$)/i;
/** Whether a body is called JSON, or by no name at all. */
export const isJson = (contentType: string | undefined) => contentType === undefined || JSON_TYPE.test(contentType);
export const NOT_JSON: Refusal = {
  kind: "invalid_input",
  fields: { "Content-Type": ["Send JSON, and call it application/json."] },
};

const TOO_DEEP = bodyRefusal(`is nested deeper than ${DEPTH_MAX} levels.`);

function refuse(key: string, value: unknown): unknown {
  if (FORBIDDEN.has(key)) throw new SyntaxError("a name that reaches for a prototype");
  if (typeof value === "string" && value.includes(NUL)) throw new NotText();
  return value;
}

function depthWithin(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => depthWithin(inner, levels - 1));
}

async function readBytes(body: Body): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > BODY_MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
