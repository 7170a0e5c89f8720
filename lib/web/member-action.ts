import "server-only";
import type { z } from "zod";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import { heldBecause } from "@/lib/db/errors";
import { TooBusy } from "@/lib/passwords/hash";
import type { SignedIn } from "@/lib/sessions/find-session";
import { currentMember } from "./session";

type Handler<I, T> = (
  principal: Principal,
  input: I,
  context: Omit<SignedIn, "principal">,
) => Promise<Result<T, Refusal>>;

/** Every action of a signed-in member is made by this: signed in, parsed, then handed on. The argument is anybody's. */
export function memberAction<S extends z.ZodType, T>(schema: S, handler: Handler<z.output<S>, T>) {
  return async (raw: unknown): Promise<Result<T, Refusal>> => {
    const member = await currentMember();
    if (!member) return err({ kind: "unauthenticated" });
    const input = schema.safeParse(raw);
    if (!input.success) return err(invalidInput(input.error));
    const { principal, ...context } = member;
    return refuseWhenBusy(() => handler(principal, input.data, context));
  };
}

// What was sent comes back in them: an answer is never much larger than a form.
const PROBLEMS_MAX = 100;
const NAME_MAX = 300;
const SENTENCE_MAX = 500;

/** A parse error as a refusal: sentences by field, and once more by the whole path of what lies deeper (`role/statements/0/effect`). */
export function invalidInput(error: z.ZodError): Refusal {
  const fields: Record<string, string[]> = Object.create(null); // a field may be called like what every object has
  for (const issue of error.issues.slice(0, PROBLEMS_MAX)) {
    const name = String(issue.path[0] ?? "form").slice(0, NAME_MAX);
    for (const each of new Set([name, issue.path.map(String).join("/").slice(0, NAME_MAX) || name])) {
      fields[each] = [...(fields[each] ?? []), issue.message.slice(0, SENTENCE_MAX)];
    }
  }
  return { kind: "invalid_input", fields: { ...fields } };
}

/** Too much password work at once is a refusal to the one who asked, not an outage; so are changes that are held. */
export async function refuseWhenBusy<T>(act: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof TooBusy) return err({ kind: "busy" });
    const why = heldBecause(error);
    if (why !== null) return err({ kind: "changes_held", why });
    throw error;
  }
}
