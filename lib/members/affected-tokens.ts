import "server-only";
import { and, desc, eq, not, sql } from "drizzle-orm";
import { accessTokens, tokenUses } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { type BaseRole, weakerRole } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { selectTokens, toTokenView } from "@/lib/tokens/columns";
import { ended } from "@/lib/tokens/list-tokens";
import type { TokenView } from "@/lib/tokens/view";
import { getMember } from "./get-member";
import { authorizeMember } from "./permissions";
import type { AffectedToken } from "./view";

/** What another base role, or a removal (`null`), would do to a member's tokens; recently used ones first. */
export async function affectedTokens(
  db: Db,
  principal: Principal,
  { id, baseRole }: { id: string; baseRole: BaseRole | null },
): Promise<Result<{ limited: AffectedToken[]; kept: AffectedToken[] }, Refusal>> {
  const found = await getMember(db, principal, id);
  if (!found.ok) return found;
  const allowed = authorizeMember(principal, found.value, baseRole === null ? "deleteMember" : "updateRole");
  if (!allowed.ok) return allowed;
  const made = and(eq(accessTokens.accountId, principal.accountId), eq(accessTokens.memberId, id), not(ended));
  const tokens = (await selectTokens(db, made).orderBy(sql`${desc(tokenUses.restAt)} nulls last`)).map(toTokenView);
  const after = baseRole ?? "no_access";
  const changes = tokens.map((token) => affected(token, after));
  return ok({
    limited: changes.filter((token) => token.willActAs !== token.actsAs),
    kept: changes.filter((token) => token.kind === "service"),
  });
}

function affected(token: TokenView, memberRole: BaseRole): AffectedToken & { actsAs: BaseRole } {
  const { id, name, kind, lastUsedAt } = token;
  const actsAs = token.actsAs ?? token.role.baseRole;
  const willActAs = kind === "service" ? actsAs : weakerRole(token.role.baseRole, memberRole);
  return { id, name, kind, baseRole: token.role.baseRole, actsAs, willActAs, lastUsedAt };
}
