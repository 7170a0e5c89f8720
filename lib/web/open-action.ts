import "server-only";
import type { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import { invalidInput, refuseWhenBusy } from "./member-action";

/** Every action that is open to visitors, who hold nothing but a link's code, is made by this: parsed, then handed on. */
export function openAction<S extends z.ZodType, T>(
  schema: S,
  handler: (input: z.output<S>) => Promise<Result<T, Refusal>>,
) {
  return async (raw: unknown): Promise<Result<T, Refusal>> => {
    const input = schema.safeParse(raw);
    if (!input.success) return err(invalidInput(input.error));
    return refuseWhenBusy(() => handler(input.data));
  };
}
