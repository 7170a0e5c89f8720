import type { Refusal } from "@/lib/core/refusal";

const COMMON = [
  "password",
  "passwort",
  "letmein",
  "welcome",
  "qwerty",
  "iloveyou",
  "correcthorsebatterystaple",
  "administrator",
  "changeme",
];

/** Refuses what a guesser tries first: one character over and over, a run, a common word, or one's own name and address. */
export function weakPassword(password: string, about: readonly string[]): Refusal | null {
  const folded = password
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  const context = about
    .flatMap((text) => [text, ...text.split(/[@\s.]/)])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 3);
  const stripped = [...COMMON, ...context, "latchkey"].reduce((rest, word) => rest.replaceAll(word, ""), folded);
  if (new Set(folded).size >= 5 && stripped.replace(/\d+/g, "").length >= 5) return null;
  return {
    kind: "invalid_input",
    fields: { password: ["That password is easy to guess. Choose several words that belong together only for you."] },
  };
}
