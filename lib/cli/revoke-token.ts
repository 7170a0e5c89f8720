import { operatorPrincipal } from "@/lib/principals/principals";
import { revokeTokenInput } from "@/lib/tokens/input";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { orStop, say, theAccount, withBench } from "./operator";
import { parseOptions } from "./parse";

/** `token revoke`: ends a token, whoever made it. */
export async function revoke(id: string, { reason }: { reason: string }): Promise<void> {
  const input = parseOptions(revokeTokenInput, { id, reason });
  await withBench(async ({ db, operator }) => {
    const principal = operatorPrincipal({ accountId: (await theAccount(db)).id, name: operator });
    const token = orStop(await revokeToken(db, principal, input));
    say(`Revoked ${token.name || token.id}.`);
  });
}
