import { z } from "zod";
import { duplicateKey } from "./duplicate-key";
import { err, ok, type Result } from "./result";

/** What stands in the way of a text: where (a JSON Pointer, RFC 6901), and what in a sentence. */
export type FileProblem = { readonly pointer: string; readonly message: string };

/** So many problems of a text are told at once. */
export const PROBLEMS_MAX = 20;

type Bounds = {
  /** In characters. */
  readonly most: number;
  /** What is said of a text with nothing in it. */
  readonly empty: string;
};

/** Reads a text that people wrote or exported as JSON of a schema; or says what is wrong with it, and where. */
export function readJsonFile<S extends z.ZodType>(
  text: string,
  schema: S,
  { most, empty }: Bounds,
): Result<z.output<S>, readonly FileProblem[]> {
  if (text.trim() === "") return whole(empty);
  if (text.length > most) return whole(`Keep it under ${most / 1024} KB.`);
  const json = parseJson(text);
  if (!json.ok) return whole("This isn't JSON.");
  const twice = duplicateKey(text);
  if (twice !== null) return whole(`“${twice}” stands twice in one object.`);
  const read = schema.safeParse(json.value);
  return read.success ? ok(read.data) : err(read.error.issues.slice(0, PROBLEMS_MAX).map(problemOf));
}

/** An object of just these members; anything else is refused in words. */
export const strictly = <S extends z.ZodRawShape>(what: string, shape: S) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === "unrecognized_keys"
        ? `Leave out ${(keys as string[]).map((key) => `“${key}”`).join(", ")}: there is no such member.`
        : what,
  });

const whole = (message: string) => err([{ pointer: "", message }]);

function parseJson(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err(null);
  }
}

const problemOf = ({ path, message }: z.core.$ZodIssue): FileProblem => ({
  pointer: path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
  message,
});
