import "server-only";
import { and, eq, inArray, isNull, not, or } from "drizzle-orm";
import { accessTokens, memberRoles, members, tokenRoles } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { effectOf } from "@/lib/policy/matrix";
import { memberStandingColumns } from "@/lib/principals/find-standing";
import type { HeldRole } from "@/lib/principals/held-roles";
import { type MemberStanding, memberGrant, type TokenStanding } from "@/lib/principals/principals";
import { getRole } from "@/lib/roles/get-role";
import { roleResource } from "@/lib/roles/resource";
import { EFFECTS_MAX, effectsOn } from "@/lib/tokens/effects";
import { ended } from "@/lib/tokens/list-tokens";
import { catalogueOf } from "@/lib/vocabulary/find-vocabulary";
import type { RoleEffectsInput } from "./input";
import { affected } from "./member-effects";
import { refusedCalls } from "./refused-calls";
import { displayName, type RoleEffects } from "./view";

/** Which tokens and members would gain or lose what by an edit of a role, before it is saved; recently used ones first. */
export async function roleEffects(
  db: Db,
  principal: Principal,
  { role, policy, basePermissions }: RoleEffectsInput,
): Promise<Result<RoleEffects, Refusal>> {
  const found = await getRole(db, principal, role);
  if (!found.ok) return found;
  const { id, key } = found.value;
  const allowed = authorize(principal, { action: "updatePolicy", resource: roleResource(key) });
  if (!allowed.ok) return allowed;
  const edit = (held: HeldRole): HeldRole => (held.id === id ? { ...held, policy, basePermissions } : held);
  const { accountId } = principal;
  const holding = db
    .select({ id: memberRoles.memberId })
    .from(memberRoles)
    .where(and(eq(memberRoles.roleId, id), eq(memberRoles.accountId, accountId)));
  const scoped = db
    .select({ id: tokenRoles.tokenId })
    .from(tokenRoles)
    .where(and(eq(tokenRoles.roleId, id), eq(tokenRoles.accountId, accountId)));
  const bound = and(eq(accessTokens.kind, "personal"), inArray(accessTokens.memberId, holding));
  const tokens = and(eq(accessTokens.accountId, accountId), not(ended), or(inArray(accessTokens.id, scoped), bound));
  const catalogue = await catalogueOf(db, principal);
  const { effects, more } = await effectsOn(db, tokens, catalogue, ({ token, member }) => ({
    token: editToken(token, edit),
    member: editMember(member, edit),
  }));
  const people = await db
    .select({
      ...memberStandingColumns,
      email: members.email,
      firstName: members.firstName,
      lastName: members.lastName,
    })
    .from(members)
    .where(and(eq(members.accountId, accountId), isNull(members.removedAt), inArray(members.id, holding)))
    .limit(EFFECTS_MAX);
  const touchedMembers = people.map((person) => {
    const { gained, lost } = effectOf([memberGrant(person)], [memberGrant(editMember(person, edit))], catalogue);
    return { id: person.memberId, name: displayName(person), gained, lost };
  });
  return ok({
    tokens: effects.filter(({ gained, lost }) => gained + lost > 0).map(affected),
    kept: [],
    members: touchedMembers.filter(({ gained, lost }) => gained + lost > 0),
    more,
    refused: await refusedCalls(db, accountId, effects),
  });
}

function editMember(member: MemberStanding, edit: (role: HeldRole) => HeldRole): MemberStanding {
  return { ...member, roles: member.roles.map(edit) };
}

function editToken(token: TokenStanding, edit: (role: HeldRole) => HeldRole): TokenStanding {
  const { declared } = token;
  return declared.source === "custom"
    ? { ...token, declared: { ...declared, roles: declared.roles.map(edit) } }
    : token;
}
