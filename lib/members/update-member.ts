import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { memberRoles, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { findMemberStanding } from "@/lib/principals/find-standing";
import type { MemberStanding } from "@/lib/principals/principals";
import { refreshLimits, tokensFollowing } from "@/lib/principals/refresh-limits";
import { getMember, viewMember } from "./get-member";
import type { UpdateMemberInput } from "./input";
import { mayGiveRights } from "./may-give-rights";
import { sameEffects } from "./member-effects";
import { ownerBesides } from "./owner-besides";
import { authorizeMember } from "./permissions";
import { proposedStanding } from "./proposed-standing";
import type { MemberView } from "./view";

const ACTIONS = {
  baseRole: "updateRole",
  roles: "updateCustomRole",
  attributes: "updateMemberRoleAttributes",
} as const;
type Field = keyof typeof ACTIONS;

/**
 * Gives a member another base role, other custom roles or other attribute values. Their personal tokens follow with the
 * next request: nothing is copied. Whoever gives must hold, also what comes back by taking a role away (security 3.7).
 * If something else would happen than what `seen` stands for, nothing does.
 */
export async function updateMember(
  db: Db,
  principal: Principal,
  input: UpdateMemberInput,
): Promise<Result<MemberView, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const same = await sameEffects(tx, actor, input);
      return same.ok ? updateWithin(tx, actor, input) : same;
    },
    { lockAccount: true },
  );
}

/** The same where what is to change depends on what is there, so that nobody's change in between is lost. */
export async function editMember(
  db: Db,
  principal: Principal,
  id: string,
  edit: (member: MemberView) => Result<Omit<UpdateMemberInput, "id">, Refusal>,
): Promise<Result<MemberView, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const found = await viewMember(tx, actor, id);
      if (!found.ok) return found;
      const asked = edit(found.value);
      return asked.ok ? updateWithin(tx, actor, { id, ...asked.value }) : asked;
    },
    { lockAccount: true },
  );
}

/** The same inside a change that locked the account: for several members at once. */
export async function updateWithin(
  tx: Tx,
  actor: Principal,
  input: UpdateMemberInput,
): Promise<Result<MemberView, Refusal>> {
  const { id } = input;
  const found = await viewMember(tx, actor, id);
  if (!found.ok) return found;
  const before = expectRow((await findMemberStanding(tx, actor.accountId, id)) ?? undefined);
  const proposed = await proposedStanding(tx, actor, before, input);
  if (!proposed.ok) return proposed;
  const after = proposed.value;
  const fields = (Object.keys(ACTIONS) as Field[]).filter(
    (field) => !isDeepStrictEqual(inForce(before)[field], inForce(after)[field]),
  );
  for (const field of fields) {
    const allowed = authorizeMember(actor, found.value, ACTIONS[field]);
    if (!allowed.ok) return allowed;
  }
  const [first] = fields;
  if (first === undefined) return ok(found.value);
  const mayGive = mayGiveRights(actor, before, after);
  if (!mayGive.ok) return mayGive;
  const demoted = before.baseRole === "owner" && after.baseRole !== "owner";
  const proven =
    demoted || (after.baseRole === "owner" && fields.includes("baseRole")) ? provenLately(actor) : ok(null);
  if (!proven.ok) return proven;
  if (demoted && !(await ownerBesides(tx, actor.accountId, id))) return err({ kind: "last_owner" });

  await write(tx, after, fields.includes("roles"));
  await refreshLimits(tx, actor.accountId, tokensFollowing(id));
  await recordAuditEntry(tx, actor, {
    kind: "member",
    action: ACTIONS[first],
    resource: memberResource(id),
    target: { id, name: found.value.email },
    details: { before: pick(stated(before), fields), after: pick(stated(after), fields) },
    comment: input.comment || null,
  });
  return getMember(tx, actor, id);
}

const stated = ({ baseRole, roles, attributes }: MemberStanding) => ({
  baseRole,
  roles: roles.map(({ key }) => key),
  attributes,
});

/** The same to compare by: a role made anew under a deleted one's key is another role. */
const inForce = (member: MemberStanding) => ({ ...stated(member), roles: member.roles.map(({ id }) => id) });

const pick = (all: Record<Field, unknown>, fields: readonly Field[]) =>
  Object.fromEntries(fields.map((field) => [field, all[field]]));

async function write(tx: Tx, after: MemberStanding, rolesToo: boolean): Promise<void> {
  const { accountId, memberId, baseRole, attributes } = after;
  await tx
    .update(members)
    .set({ baseRole, roleAttributes: attributes, rightsVersion: sql`${members.rightsVersion} + 1` })
    .where(and(eq(members.id, memberId), eq(members.accountId, accountId)));
  if (!rolesToo) return;
  await tx.delete(memberRoles).where(and(eq(memberRoles.memberId, memberId), eq(memberRoles.accountId, accountId)));
  await giveRoles(tx, after);
}

/** Puts roles on a member who has none. */
export async function giveRoles(tx: Tx, { accountId, memberId, roles }: MemberStanding): Promise<void> {
  const rows = roles.map(({ id }, i) => ({ memberId, roleId: id, accountId, position: i + 1 }));
  if (rows.length > 0) await tx.insert(memberRoles).values(rows);
}
