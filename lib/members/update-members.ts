import "server-only";
import { and, asc, inArray, not } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { findRoles } from "@/lib/roles/find-roles";
import type { MemberCondition, UpdateMemberInput } from "./input";
import { matching, visibleMembers } from "./list-members";
import { updateWithin } from "./update-member";

/** What becomes of whom: of members by their ids, or of all who match and are not ignored. */
export type MembersInstruction = {
  readonly of:
    | { readonly ids: readonly string[] }
    | { readonly matching: readonly MemberCondition[]; readonly ignored: readonly string[] };
  readonly change: Pick<UpdateMemberInput, "baseRole" | "roles" | "roleAttributes">;
};

export type MembersChanged = {
  readonly changed: readonly string[];
  readonly refused: readonly { readonly id: string; readonly refusal: Refusal }[];
};

/** So many members are changed by one instruction. */
const MEMBERS_MAX = 1000;

/**
 * Changes many members in one transaction. One whom the principal may not change is left as they are and told of, as is
 * the principal's own member; if the principal may change none of them, all is refused. A field that is refused is
 * named with the place of its instruction: `/0/roles`.
 */
export async function updateMembers(
  db: Db,
  principal: Principal,
  { instructions, comment }: { instructions: readonly MembersInstruction[]; comment: string },
): Promise<Result<MembersChanged, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const changed = new Set<string>();
      const refused: { id: string; refusal: Refusal }[] = [];
      for (const [i, instruction] of instructions.entries()) {
        const ids = await membersOf(tx, actor, instruction, i);
        if (!ids.ok) return ids;
        for (const id of ids.value) {
          const done = await updateOne(tx, actor, { id, ...instruction.change, comment });
          if (done.ok) changed.add(id);
          else refused.push({ id, refusal: done.error });
        }
      }
      const [first] = refused;
      if (first && changed.size === 0 && refused.every(({ refusal }) => POWERLESS.has(refusal.kind)))
        return err(first.refusal);
      return ok({ changed: [...changed], refused });
    },
    { lockAccount: true },
  );
}

const POWERLESS: ReadonlySet<Refusal["kind"]> = new Set(["forbidden", "beyond_own", "role_too_high"]);

async function updateOne(tx: Tx, actor: Principal, input: UpdateMemberInput): Promise<Result<unknown, Refusal>> {
  if (input.id === actor.memberId) return err({ kind: "own_rights" });
  const powerless = refusalOfAll(actor, input);
  return powerless ? err(powerless) : updateWithin(tx, actor, input);
}

/**
 * The refusal of somebody who may change nothing of all that is asked, the same whether there is such a member or not:
 * without a look at the database, since the account stays locked until the last is done.
 */
function refusalOfAll(actor: Principal, { id, ...change }: UpdateMemberInput): Refusal | null {
  const asked = (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).filter((field) => change[field] !== undefined);
  const answers = asked.map((field) => authorize(actor, { action: ACTIONS[field], resource: memberResource(id) }));
  const [first] = answers;
  return first && !first.ok && answers.every(({ ok }) => !ok) ? first.error : null;
}

const ACTIONS = {
  baseRole: "updateRole",
  roles: "updateCustomRole",
  roleAttributes: "updateMemberRoleAttributes",
} as const;

/** Whom an instruction is about; one that names a role that is not there is about nobody. */
async function membersOf(
  tx: Tx,
  actor: Principal,
  { of, change }: MembersInstruction,
  index: number,
): Promise<Result<readonly string[], Refusal>> {
  const roles = await findRoles(tx, actor, change.roles ?? [], `/${index}/roles`);
  if (!roles.ok) return roles;
  if ("ids" in of) return ok([...new Set(of.ids)]);
  const ignored = of.ignored.length === 0 ? undefined : not(inArray(members.id, [...of.ignored]));
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(visibleMembers(actor), matching(tx, actor.accountId, of.matching), ignored))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(MEMBERS_MAX + 1);
  if (rows.length <= MEMBERS_MAX) return ok(rows.map(({ id }) => id));
  const sentence = `This is about more than ${MEMBERS_MAX} members. Narrow it with a filter.`;
  return err({ kind: "invalid_input", fields: { [`/${index}/kind`]: [sentence] } });
}
