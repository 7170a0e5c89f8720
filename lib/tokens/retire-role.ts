import "server-only";
import { and, eq, inArray, not } from "drizzle-orm";
import { accessTokens, tokenRoles } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import { deleteWithin } from "@/lib/roles/delete-role";
import { getRole } from "@/lib/roles/get-role";
import { freezeWithin } from "./freeze-token";
import type { RetireRoleInput, TokenFate } from "./input";
import { RETIRED_MAX } from "./limits";
import { ended } from "./list-tokens";
import { revokeWithin } from "./revoke-token";
import { updateWithin } from "./update-token";

/**
 * Deletes a role after what was chosen is done to each token that has it: its rights of now become its own policy, another
 * role takes the place, or it is revoked (ux.md 3.5). All of it happens or nothing does. A token of which nothing was said, or
 * which came by the role meanwhile, stops the deletion: nobody is left with nothing by surprise (ruling R13).
 */
export async function retireRole(
  db: Db,
  principal: Principal,
  { role, fates, others, comment }: RetireRoleInput,
): Promise<Result<{ tokens: number }, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const found = await getRole(tx, actor, role);
      if (!found.ok) return found;
      const { id, name } = found.value;
      const tokens = await tokensWith(tx, actor.accountId, id);
      if (tokens.length > RETIRED_MAX) return err(tooMany());
      const chosen = new Map(fates.map((each) => [each.id, each.fate]));
      const why = comment || `The role ${name} was deleted`;
      for (const token of tokens) {
        const fate = chosen.get(token) ?? others;
        if (!fate) return err({ kind: "changed_since", what: "custom role" });
        const done = await meet(tx, actor, { token, role: id, fate, why });
        if (!done.ok) return done;
      }
      const deleted = await deleteWithin(tx, actor, { role: id, evenInUse: true, comment });
      return deleted.ok ? ok({ tokens: tokens.length }) : deleted;
    },
    { lockAccount: true },
  );
}

type Meeting = { token: string; role: string; fate: TokenFate; why: string };

async function meet(tx: Tx, actor: Principal, { token, role, fate, why }: Meeting): Promise<Result<unknown, Refusal>> {
  if (fate.kind === "revoke") return revokeWithin(tx, actor, { id: token, reason: why });
  if (fate.kind === "freeze") return freezeWithin(tx, actor, { id: token, comment: why });
  const held = await tx
    .select({ id: tokenRoles.roleId })
    .from(tokenRoles)
    .where(and(eq(tokenRoles.tokenId, token), eq(tokenRoles.accountId, actor.accountId)))
    .orderBy(tokenRoles.position);
  const roles = held.map((each) => (each.id === role ? fate.role : each.id));
  return updateWithin(tx, actor, { id: token, role: { source: "custom", roles: [...new Set(roles)] }, comment: why });
}

async function tokensWith(tx: Tx, accountId: string, roleId: string): Promise<string[]> {
  const scoped = tx
    .select({ id: tokenRoles.tokenId })
    .from(tokenRoles)
    .where(and(eq(tokenRoles.roleId, roleId), eq(tokenRoles.accountId, accountId)));
  const rows = await tx
    .select({ id: accessTokens.id })
    .from(accessTokens)
    .where(and(eq(accessTokens.accountId, accountId), not(ended), inArray(accessTokens.id, scoped)))
    .orderBy(accessTokens.id)
    .limit(RETIRED_MAX + 1);
  return rows.map(({ id }) => id);
}

const tooMany = (): Refusal => ({
  kind: "invalid_input",
  fields: { role: [`More than ${RETIRED_MAX} tokens have this role. Revoke or change some of them first.`] },
});
