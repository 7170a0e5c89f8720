import "server-only";
import { and, eq } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import type { Grant, Grants } from "@/lib/policy/statement";
import { grantsOf } from "@/lib/principals/ceilings";
import { tokenStandingOf } from "@/lib/principals/find-standing";
import { tokenGrants } from "@/lib/principals/principals";
import { selectTokensWithStanding } from "./columns";
import { authorizeManaging } from "./permissions";
import type { TokenView } from "./view";

/**
 * Whether the principal may be given a new secret of that token (ruling R8). A personal token's only its own member, and
 * through a token only where that one can do as much; a service token's whoever holds its ceiling. A token that may
 * rotate itself gains nothing by it.
 */
export async function mayRotate(tx: Db | Tx, actor: Principal, token: TokenView): Promise<Result<null, Refusal>> {
  if (token.kind === "personal" && token.member.id !== actor.memberId) return err({ kind: "not_yours" });
  const allowed = authorizeManaging(actor, token, "resetAccessToken");
  if (!allowed.ok) return allowed;
  const throughToken = actor.actor.kind === "access_token";
  if (throughToken && actor.actor.id === token.id) return ok(null);
  if (token.kind === "service") return holdsOneOf(actor, await ceilingsOf(tx, actor, token.id));
  return throughToken ? holdsOneOf(actor, await grantsOfToken(tx, actor, token.id)) : ok(null);
}

/** All grants must allow for a token: whoever holds any one of them in full holds all that it can do. */
function holdsOneOf(actor: Principal, grants: readonly Grant[]): Result<null, Refusal> {
  const answers = grants.map(({ policies }) => assertMayGrant(actor, policies));
  return answers.find((answer) => answer.ok) ?? answers.at(0) ?? ok(null);
}

async function ceilingsOf(tx: Db | Tx, { accountId }: Principal, id: string): Promise<Grant[]> {
  const [row] = await tx
    .select({ ceilings: accessTokens.ceilings })
    .from(accessTokens)
    .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId)));
  return expectRow(row).ceilings.flatMap(grantsOf);
}

/** What must all allow for a token as it stands. */
export async function grantsOfToken(tx: Db | Tx, { accountId }: Principal, id: string): Promise<Grants> {
  const [row] = await selectTokensWithStanding(tx, and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId)));
  const { standing, maker } = expectRow(row);
  return tokenGrants(tokenStandingOf(standing), maker);
}
