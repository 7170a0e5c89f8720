import type { z } from "zod";
import { duplicateKey } from "@/lib/core/duplicate-key";
import { err, ok, type Result } from "@/lib/core/result";
import type { Vocabulary } from "@/lib/policy/vocabulary";
import { vocabularyFile } from "./file-schema";
import { PROBLEMS_MAX, TEXT_MAX } from "./limits";
import type { Problem } from "./view";

/** Reads a text as a vocabulary, every label and group filled in; or says what stands in the way, and where. */
export function readFile(text: string): Result<Vocabulary, readonly Problem[]> {
  if (text.trim() === "") return whole("Paste a catalogue here, or choose a file.");
  if (text.length > TEXT_MAX) return whole(`Keep it under ${TEXT_MAX / 1024} KB.`);
  const json = parseJson(text);
  if (!json.ok) return whole("This isn't JSON.");
  const twice = duplicateKey(text);
  if (twice !== null) return whole(`“${twice}” stands twice in one object.`);
  const read = vocabularyFile.safeParse(json.value);
  if (!read.success) return err(read.error.issues.slice(0, PROBLEMS_MAX).map(problemOf));
  return ok(read.data.types);
}

const whole = (message: string) => err([{ pointer: "", message }]);

function parseJson(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err(null);
  }
}

const problemOf = ({ path, message }: z.core.$ZodIssue): Problem => ({
  pointer: path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
  message,
});
