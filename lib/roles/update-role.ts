import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { customRoles, customRoleVersions } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import { assertMayGrant } from "@/lib/access/may-grant";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import type { Statement } from "@/lib/policy/statement";
import { change } from "@/lib/principals/change";
import { refreshLimits, tokensUnder } from "@/lib/principals/refresh-limits";
import { reloadPrincipal } from "@/lib/principals/reload-principal";
import { rolePolicy } from "./create-role";
import { getRole } from "./get-role";
import { bumpHolders } from "./holders";
import type { UpdateRoleInput } from "./input";
import { roleResource } from "./resource";
import type { RoleView } from "./view";

type Changes = Partial<Pick<RoleView, "name" | "description" | "basePermissions" | "policy">>;
const ACTIONS = {
  name: "updateName",
  description: "updateDescription",
  basePermissions: "updateBasePermissions",
  policy: "updatePolicy",
} as const;

/**
 * Saves a role as its next version. Every member and token that has it follows with the next request (ruling R4).
 * What it newly gives, its editor must hold; an edit by which they could edit it no more is refused.
 */
export async function updateRole(
  db: Db,
  principal: Principal,
  input: UpdateRoleInput,
): Promise<Result<RoleView, Refusal>> {
  return change(db, principal, (tx, actor) => updateWithin(tx, actor, input), { lockAccount: true });
}

/** The same where what is to change depends on what is there, so that nobody's change in between is lost. */
export async function editRole(
  db: Db,
  principal: Principal,
  role: string,
  edit: (role: RoleView) => Result<Omit<UpdateRoleInput, "role">, Refusal>,
): Promise<Result<RoleView, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const found = await getRole(tx, actor, role);
      if (!found.ok) return found;
      const asked = edit(found.value);
      return asked.ok ? updateWithin(tx, actor, { role: found.value.id, ...asked.value }) : asked;
    },
    { lockAccount: true },
  );
}

async function updateWithin(tx: Tx, actor: Principal, input: UpdateRoleInput): Promise<Result<RoleView, Refusal>> {
  const found = await getRole(tx, actor, input.role);
  if (!found.ok) return found;
  const before = found.value;
  if (input.version !== undefined && input.version !== before.version)
    return err({ kind: "changed_since", what: "custom role" });
  const changes = changesOf(before, input);
  for (const field of Object.keys(changes) as (keyof Changes)[]) {
    const allowed = authorize(actor, { action: ACTIONS[field], resource: roleResource(before.key) });
    if (!allowed.ok) return allowed;
  }
  if (Object.keys(changes).length === 0) return ok(before);
  const widens = changes.policy !== undefined || changes.basePermissions !== undefined;
  const mayGrant = widens
    ? assertMayGrant(actor, [rolePolicy(newlyGiven(before, { ...before, ...changes }), actor)])
    : ok(null);
  if (!mayGrant.ok) return mayGrant;

  if (widens) await bumpHolders(tx, actor.accountId, before.id); // first: members are locked before roles
  await save(tx, actor, before, changes, input.comment);
  if (widens) {
    const after = await reloadPrincipal(tx, actor);
    const still = after && authorize(after, { action: "updatePolicy", resource: roleResource(before.key) }).ok;
    const could = authorize(actor, { action: "updatePolicy", resource: roleResource(before.key) }).ok;
    if (could && !still) return err({ kind: "locks_out", role: before.name });
    await refreshLimits(tx, actor.accountId, tokensUnder(tx, actor.accountId, before.id));
  }
  return getRole(tx, actor, before.id);
}

/**
 * What an edit gives that was not given before, with the denies that hold it back. Statements that stay need no holding
 * by whoever edits the rest, unless a deny that held them back is gone.
 */
function newlyGiven(before: RoleView, after: RoleView): RoleView {
  const among = (all: RoleView["policy"], one: Statement) => all.some((other) => isDeepStrictEqual(one, other));
  const unheld = before.policy.some((statement) => statement.effect === "deny" && !among(after.policy, statement));
  if (unheld) return after;
  const policy = after.policy.filter((statement) => statement.effect === "deny" || !among(before.policy, statement));
  const floored = after.basePermissions === before.basePermissions ? "no_access" : after.basePermissions;
  return { ...after, policy, basePermissions: floored };
}

/** Only what differs from what is saved: saving the same again makes no version. */
function changesOf(before: RoleView, { name, description, basePermissions, policy }: UpdateRoleInput): Changes {
  const asked = { name, description, basePermissions, policy };
  const differing = (Object.keys(asked) as (keyof Changes)[]).filter(
    (field) => asked[field] !== undefined && !isDeepStrictEqual(asked[field], before[field]),
  );
  return Object.fromEntries(differing.map((field) => [field, asked[field]]));
}

async function save(tx: Tx, actor: Principal, before: RoleView, changes: Changes, comment: string): Promise<void> {
  const { accountId } = actor;
  const { id, key } = before;
  const { name, description, basePermissions, policy } = { ...before, ...changes };
  const state = { name, description, basePermissions, policy };
  const version = before.version + 1;
  await tx
    .update(customRoles)
    .set({ ...state, version, modifiedAt: sql`now()` })
    .where(and(eq(customRoles.id, id), eq(customRoles.accountId, accountId)));
  await tx
    .insert(customRoleVersions)
    .values({ roleId: id, accountId, version, ...state, savedBy: actor.answersFor, comment: comment || null });
  const fields = Object.keys(changes) as (keyof Changes)[];
  await recordAuditEntry(tx, actor, {
    kind: "role",
    action: fields.includes("policy") ? "updatePolicy" : ACTIONS[fields[0] ?? "name"],
    resource: roleResource(key),
    target: { id, name },
    details: {
      key,
      version,
      before: Object.fromEntries(fields.map((field) => [field, before[field]])),
      after: changes,
    },
    comment: comment || null,
  });
}
