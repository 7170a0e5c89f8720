import { z } from "zod";
import { emailInput } from "@/lib/members/input";
import { issueResetLink } from "@/lib/members/issue-reset-link";
import { operatorPrincipal } from "@/lib/principals/principals";
import { memberByEmail, originOf, orStop, say, theAccount, withBench } from "./operator";
import { parseOptions } from "./parse";

/** `member reset-link`: a one-time link for a lost password, or a new one for an open invitation. */
export async function issueReset(raw: unknown): Promise<void> {
  const { email } = parseOptions(z.object({ email: emailInput }), raw);
  await withBench(async ({ config, db, operator }) => {
    const accountId = (await theAccount(db)).id;
    const { memberId: id } = await memberByEmail(db, accountId, email);
    const { code } = orStop(await issueResetLink(db, operatorPrincipal({ accountId, name: operator }), id));
    say(`${originOf(config)}/invite/${code.reveal()}`);
  });
}
