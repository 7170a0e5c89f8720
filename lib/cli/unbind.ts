import { z } from "zod";
import { emailInput } from "@/lib/members/input";
import { unbindSignOn } from "@/lib/members/unbind-sign-on";
import { operatorPrincipal } from "@/lib/principals/principals";
import { memberByEmail, orStop, say, theAccount, withBench } from "./operator";
import { parseOptions } from "./parse";

/** `member unbind`: forgets who a member is at the issuer, so that they can be bound anew. */
export async function unbind(raw: unknown): Promise<void> {
  const { email } = parseOptions(z.object({ email: emailInput }), raw);
  await withBench(async ({ db, operator }) => {
    const accountId = (await theAccount(db)).id;
    const { memberId } = await memberByEmail(db, accountId, email);
    orStop(await unbindSignOn(db, operatorPrincipal({ accountId, name: operator }), memberId));
    say(`${email} is bound again the next time they sign in at the issuer; their sessions have ended.`);
  });
}
