import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

/** How schemas are asked to name what is wrong; where one has a sentence of its own, that one is taken. */
export const IN_OUR_WORDS = { error: issueSentence };

/** What is wrong with a value, for a person: in our words and not in the schema library's. */
export function issueSentence(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "This is missing." : `Give ${KINDS[issue.expected] ?? "something else"}.`;
    case "invalid_value":
      return `Use ${inWords(issue.values)}.`;
    case "too_big":
      return `Use at most ${issue.maximum}${UNITS[issue.origin] ?? ""}.`;
    case "too_small":
      return `Use at least ${issue.minimum}${UNITS[issue.origin] ?? ""}.`;
    case "invalid_format":
      return "This does not have the right form.";
    case "unrecognized_keys":
      return "This field is not known here.";
    case "invalid_union":
      return "This is none of the forms that are taken here.";
    default:
      return "This cannot be used here.";
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " entries" };

function inWords(values: readonly unknown[]): string {
  const told = values.map((value) => (value === "" ? '""' : String(value)));
  return told.length === 1 ? String(told[0]) : `one of ${told.join(", ")}`;
}
