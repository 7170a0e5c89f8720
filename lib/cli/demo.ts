import { fillDemo } from "@/drizzle/seed/demo";
import { CannotStart } from "@/lib/keys/master-secret";
import { say, withBench } from "./operator";

/** `demo`: a believable account on an empty instance, for trying things on. */
export async function demo(): Promise<void> {
  await withBench(async ({ db, operator }) => {
    const made = await fillDemo(db, operator);
    if (!made)
      throw new CannotStart(
        "This instance is in use already; the demo only fills an empty one. Set LATCHKEY_DATA_DIR to another folder.",
      );
    say("The demo account Acme is ready: 12 members, 5 custom roles, 78 tokens, weeks of use.");
    say(`Sign in as ${made.email} with the password: ${made.password}`);
  });
}
