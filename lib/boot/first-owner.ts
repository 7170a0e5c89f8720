import "server-only";
import type { Config } from "@/lib/config/config";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import type { Db } from "@/lib/db/client";
import { issueSetUpCode, SET_UP_MINUTES } from "@/lib/installation/set-up-code";
import { CannotStart } from "@/lib/keys/master-secret";
import { setUpInput } from "@/lib/members/input";
import { isSetUp } from "@/lib/members/is-set-up";
import { setUpByOperator } from "@/lib/members/set-up";

/**
 * Sees to it that somebody can become the first Owner: made from the environment, or by a one-time link whose
 * line is returned for printing. Null when there is an Owner already.
 */
export async function firstOwner(db: Db, config: Config, origin: string): Promise<string | null> {
  if (await isSetUp(db)) return null;
  if (config.owner) return fromEnvironment(db, config);
  const code = await issueSetUpCode(db);
  return `Set up Latchkey within ${SET_UP_MINUTES} minutes: ${origin}/setup?code=${code.reveal()}`;
}

async function fromEnvironment(db: Db, { owner, accountName }: Config): Promise<string> {
  const name = owner?.email.split("@")[0] ?? "";
  const input = setUpInput.omit({ code: true }).safeParse({ accountName, name, ...owner });
  if (!input.success)
    throw new CannotStart(
      `LATCHKEY_OWNER_EMAIL or LATCHKEY_OWNER_PASSWORD cannot be used: ${input.error.issues[0]?.message}`,
    );
  const made = await setUpByOperator(db, input.data, "environment");
  if (!made.ok && made.error.kind !== "already_set_up")
    throw new CannotStart(`The Owner could not be made: ${refusalSentence(made.error)}`);
  return `The account ${accountName} is set up; its Owner is ${input.data.email}.`;
}
