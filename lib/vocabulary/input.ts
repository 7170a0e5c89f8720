import { z } from "zod";
import { TEXT_MAX } from "./limits";

const revision = z.string().max(24).nullable();
// What it says is read afterwards, with a place for each problem; this only bounds it.
const text = z.string().max(TEXT_MAX, `Keep it under ${TEXT_MAX / 1024} KB.`);

export const previewVocabularyInput = z.strictObject({ text });
export type PreviewVocabularyInput = z.output<typeof previewVocabularyInput>;

/** The whole vocabulary as a text, and which one was there when its effect was looked at. */
export const importVocabularyInput = z.strictObject({ text, seen: revision });
export type ImportVocabularyInput = z.output<typeof importVocabularyInput>;

export const removeVocabularyInput = z.strictObject({ seen: revision });
export type RemoveVocabularyInput = z.output<typeof removeVocabularyInput>;
