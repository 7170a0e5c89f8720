import { type FileProblem, readJsonFile } from "@/lib/core/json-file";
import { ok, type Result } from "@/lib/core/result";
import type { Vocabulary } from "@/lib/policy/vocabulary";
import { vocabularyFile } from "./file-schema";
import { TEXT_MAX } from "./limits";

const EMPTY = "Paste a catalogue here, or choose a file.";

/** Reads a text as a vocabulary, every label and group filled in; or says what stands in the way, and where. */
export function readFile(text: string): Result<Vocabulary, readonly FileProblem[]> {
  const read = readJsonFile(text, vocabularyFile, { most: TEXT_MAX, empty: EMPTY });
  return read.ok ? ok(read.value.types) : read;
}
