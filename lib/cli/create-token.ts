import { z } from "zod";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import { emailInput } from "@/lib/members/input";
import { operatorPrincipal } from "@/lib/principals/principals";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput } from "@/lib/tokens/input";
import { memberByEmail, orStop, say, theAccount, withBench } from "./operator";
import { parseOptions } from "./parse";

const DAY_MS = 24 * 3_600_000;
const options = z.object({
  member: emailInput,
  name: createTokenInput.shape.name.unwrap().min(1, "Give the token a name."),
  role: z.enum(TOKEN_ROLES),
  expiresInDays: z.coerce.number("Use a number of days.").int().min(1).max(36_500).optional(),
});

/** `token create`: a member's personal token; its secret, alone, on standard output. */
export async function createTokenFor(raw: unknown): Promise<void> {
  const { member: email, name, role, expiresInDays } = parseOptions(options, raw);
  await withBench(async ({ db, operator }) => {
    const accountId = (await theAccount(db)).id;
    const onBehalfOf = await memberByEmail(db, accountId, email);
    const principal = operatorPrincipal({ accountId, name: operator, onBehalfOf });
    const expiresAt = expiresInDays === undefined ? null : Date.now() + expiresInDays * DAY_MS;
    const input = createTokenInput.parse({ name, role: { source: "base", baseRole: role }, expiresAt });
    say(orStop(await createToken(db, principal, input)).secret.reveal());
  });
}
