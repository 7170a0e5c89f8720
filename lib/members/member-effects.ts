import "server-only";
import { createHash } from "node:crypto";
import { and, eq, not, type SQL } from "drizzle-orm";
import { accessTokens, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { effectOf } from "@/lib/policy/matrix";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { type MemberStanding, memberGrant } from "@/lib/principals/principals";
import { recentlyUsedFirst, selectTokens, toTokenView } from "@/lib/tokens/columns";
import { EFFECTS_MAX, type Effect, effectsOn } from "@/lib/tokens/effects";
import { lookedAfterBy } from "@/lib/tokens/hand-over";
import { ended } from "@/lib/tokens/list-tokens";
import { catalogueOf } from "@/lib/vocabulary/find-vocabulary";
import { viewMember } from "./get-member";
import type { MemberEffectsInput, UpdateMemberInput } from "./input";
import { authorizeMember } from "./permissions";
import { proposedStanding } from "./proposed-standing";
import { type AffectedToken, displayName, type KeptToken, type MemberEffects, type MemberView } from "./view";

/** What other rights, or a removal (`null`), would do to a member and their tokens; recently used ones first. */
export async function memberEffects(
  db: Db | Tx,
  principal: Principal,
  { id, change }: MemberEffectsInput,
): Promise<Result<MemberEffects, Refusal>> {
  const found = await viewMember(db, principal, id);
  if (!found.ok) return found;
  const allowed = mayLook(principal, found.value, change);
  if (!allowed.ok) return allowed;
  const { accountId } = principal;
  const before = expectRow((await findMemberStanding(db, accountId, id)) ?? undefined);
  const proposed = change === null ? ok(gone(before)) : await proposedStanding(db, principal, before, change);
  if (!proposed.ok) return proposed;
  const after = proposed.value;
  const made = and(eq(accessTokens.accountId, accountId), eq(accessTokens.memberId, id), not(ended));
  const catalogue = await catalogueOf(db, principal);
  const [{ effects, more }, kept] = [
    await effectsOn(db, and(made, eq(accessTokens.kind, "personal")), catalogue, ({ token }) => ({
      token,
      member: after,
    })),
    await keptTokens(db, change === null ? lookedAfterBy(accountId, id) : and(made, eq(accessTokens.kind, "service"))),
  ];
  const { gained, lost } = effectOf([memberGrant(before)], [memberGrant(after)], catalogue);
  const told = {
    tokens: effects.filter((effect) => change === null || touched(effect)).map(affected),
    kept: kept.slice(0, EFFECTS_MAX),
    members: [{ id, name: displayName(found.value), gained, lost }],
    more: more || kept.length > EFFECTS_MAX,
  };
  return ok({ ...told, mark: markOf(before, found.value.joined, told) });
}

/**
 * Refuses a change if something else would happen by now than what the one who asks for it was shown. Inside the change,
 * where the member's row is locked first: nobody makes them a token in between.
 */
export async function sameEffects(
  tx: Tx,
  actor: Principal,
  { id, seen, ...change }: UpdateMemberInput,
  removal = false,
): Promise<Result<null, Refusal>> {
  if (seen === undefined) return ok(null);
  await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.id, id), eq(members.accountId, actor.accountId)))
    .for("no key update");
  const now = await memberEffects(tx, actor, { id, change: removal ? null : change });
  if (!now.ok) return now;
  return now.value.mark === seen ? ok(null) : err({ kind: "changed_since", what: "member" });
}

/** What matters of effects: who the member was before, and which tokens change how. When one was last used does not. */
function markOf(
  { baseRole, roles, attributes }: MemberStanding,
  joined: boolean,
  { tokens, kept, members: people, more }: Omit<MemberEffects, "mark">,
): string {
  const changes = tokens.map(({ id, gained, lost, willActAs }) => [id, gained, lost, willActAs]);
  const held = [joined, baseRole, roles.map(({ id }) => id), attributes];
  const all = [held, changes.sort(), kept.map(({ id }) => id).sort(), people, more];
  return createHash("sha256").update(JSON.stringify(all)).digest("base64url");
}

async function keptTokens(db: Db | Tx, where: SQL | undefined): Promise<KeptToken[]> {
  const rows = await selectTokens(db, where)
    .orderBy(recentlyUsedFirst)
    .limit(EFFECTS_MAX + 1);
  return rows.map((row) => {
    const { id, name, kind, role, lastUsedAt, telemetryUsedAt, gatewayUsedAt } = toTokenView(row);
    return { id, name, kind, role, lastUsedAt, telemetryUsedAt, gatewayUsedAt };
  });
}

/** Whoever may change any of it may know what that does. */
function mayLook(
  principal: Principal,
  member: MemberView,
  change: MemberEffectsInput["change"],
): Result<null, Refusal> {
  if (change === null) return authorizeMember(principal, member, "deleteMember");
  const any = (["updateCustomRole", "updateMemberRoleAttributes"] as const).find(
    (action) => authorizeMember(principal, member, action).ok,
  );
  return authorizeMember(principal, member, any ?? "updateRole");
}

const gone = (member: MemberStanding): MemberStanding => ({ ...member, baseRole: "no_access", roles: [] });

const touched = ({ gained, lost }: Effect) => gained + lost > 0;

/** An effect as it may be shown. */
export function affected({ token, willActAs, gained, lost }: Effect): AffectedToken {
  const { id, name, kind, role, actsAs, lastUsedAt, telemetryUsedAt, gatewayUsedAt } = token;
  const used = { lastUsedAt, telemetryUsedAt, gatewayUsedAt };
  return { id, name, kind, role, actsAs, willActAs, gained, lost, ...used };
}
