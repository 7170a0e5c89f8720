import type { z } from "zod";
import { CannotStart } from "@/lib/keys/master-secret";

/** The parsed options, or the end of the command with the first thing that is wrong. */
export function parseOptions<S extends z.ZodType>(schema: S, options: unknown): z.output<S> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CannotStart(
    `--${String(issue?.path[0] ?? "option").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${issue?.message}`,
  );
}

/** The first line of standard input, without its end. */
export async function readLine(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += chunk;
    if (text.length > 4096) throw new CannotStart("Standard input holds more than a password.");
  }
  return text.split(/\r?\n/)[0] ?? "";
}
