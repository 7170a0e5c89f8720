import { z } from "zod";
import { resetFactor } from "@/lib/factors/reset-factor";
import { emailInput } from "@/lib/members/input";
import { operatorPrincipal } from "@/lib/principals/principals";
import { memberByEmail, orStop, say, theAccount, withBench } from "./operator";
import { parseOptions } from "./parse";

/** `member reset-second-factor`: for somebody who lost their authenticator app and their recovery codes. */
export async function resetFactorHere(raw: unknown): Promise<void> {
  const { email } = parseOptions(z.object({ email: emailInput }), raw);
  await withBench(async ({ db, operator }) => {
    const accountId = (await theAccount(db)).id;
    const { memberId: id } = await memberByEmail(db, accountId, email);
    orStop(await resetFactor(db, operatorPrincipal({ accountId, name: operator }), id));
    say(`The second factor of ${email} is gone, and their sessions have ended. They sign in with their password.`);
  });
}
