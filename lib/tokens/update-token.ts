import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { accessTokens, members, tokenRoles } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { AuditAction } from "@/lib/audit/words";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import type { StoredCeiling } from "@/lib/policy/statement";
import { areTooMany, ceilingOf } from "@/lib/principals/ceilings";
import { change } from "@/lib/principals/change";
import type { DeclaredRole } from "@/lib/principals/principals";
import { refreshLimits } from "@/lib/principals/refresh-limits";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { checkExpiry } from "./check-expiry";
import { roleView } from "./columns";
import { declare, declaredInWords } from "./declare";
import { getLivingToken, getToken } from "./get-token";
import type { UpdateTokenInput } from "./input";
import { authorizeManaging, tokenResource } from "./permissions";
import type { TokenView } from "./view";

type Changes = Omit<UpdateTokenInput, "id" | "comment" | "seen">;
const ACTIONS = {
  name: "updateAccessTokenName",
  description: "updateAccessTokenDescription",
  role: "updateAccessTokenPolicy",
  expiresAt: "updateAccessTokenExpiry",
  defaultApiVersion: "updateAccessTokenName", // no action of its own: whoever may rename may choose it
  paused: "deleteAccessToken", // nor has this: whoever may end it for good may end it for a while
} as const;

/**
 * Changes a token. Of a service token only name, description and a shorter expiry: its permissions are fixed (ruling
 * R10). A wider policy of a personal token is held back by its member all the same. Nothing is changed if one part is refused.
 */
export async function updateToken(
  db: Db,
  principal: Principal,
  input: UpdateTokenInput,
): Promise<Result<TokenView, Refusal>> {
  return change(db, principal, (tx, actor) => updateWithin(tx, actor, input), {
    // "only shorter" is true of the expiry that is there now
    lockAccount:
      input.role !== undefined ||
      input.expiresAt !== undefined ||
      input.paused !== undefined ||
      input.seen !== undefined,
  });
}

/**
 * The same where what is to change depends on what is there: it is worked out under the account's lock, so that nobody's
 * change in between is lost.
 */
export async function editToken(
  db: Db,
  principal: Principal,
  id: string,
  edit: (token: TokenView) => Result<Omit<UpdateTokenInput, "id">, Refusal>,
): Promise<Result<TokenView, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const found = await getLivingToken(tx, actor, id);
      if (!found.ok) return found;
      const asked = edit(found.value);
      return asked.ok ? updateWithin(tx, actor, { id, ...asked.value }) : asked;
    },
    { lockAccount: true },
  );
}

/** The same within a change that holds the account's lock. */
export async function updateWithin(
  tx: Tx,
  actor: Principal,
  { id, comment, seen, ...asked }: UpdateTokenInput,
): Promise<Result<TokenView, Refusal>> {
  const found = await getLivingToken(tx, actor, id);
  if (!found.ok) return found;
  const token = found.value;
  const changes = changesOf(token, asked);
  const allowed = mayChange(actor, token, changes);
  if (!allowed.ok) return allowed;
  if (seen && !isAsSeen(token, seen)) return err({ kind: "changed_since", what: "access token" });
  const late = changes.expiresAt === undefined ? null : await expiryRefusal(tx, actor, token, changes.expiresAt);
  if (late) return err(late);
  const declared = changes.role === undefined ? null : await declare(tx, actor, changes.role);
  if (declared && !declared.ok) return declared;
  const role = declared && !isDeepStrictEqual(roleView(declared.value), token.role) ? declared.value : null;
  const { role: _, ...plain } = changes;
  if (Object.keys(plain).length === 0 && !role) return ok(token);
  const ceilings = role && isHeldToWriter(actor, token) ? await ceilingsWith(tx, actor, id) : null;
  if (ceilings && areTooMany(ceilings)) return err({ kind: "too_many_ceilings" });

  await write(tx, actor, token, plain, role, ceilings);
  await recordAuditEntry(tx, actor, {
    kind: "token",
    action: actionOf(plain, role !== null),
    resource: tokenResource(token),
    target: { id, name: plain.name ?? token.name },
    details: {
      before: { ...only(token, plain), ...(role ? { role: token.role } : {}) },
      after: { ...plain, ...(role ? { role: declaredInWords(role) } : {}) },
    },
    comment: comment || null,
  });
  return getToken(tx, actor, id);
}

function isAsSeen(token: TokenView, seen: NonNullable<UpdateTokenInput["seen"]>): boolean {
  return (Object.keys(seen) as (keyof typeof seen)[]).every((field) => seen[field] === token[field]);
}

/** Of several changes the log names one; all of them are in the entry's details. */
function actionOf(plain: Omit<Changes, "role">, role: boolean): AuditAction<"token"> {
  const [first = "name", ...more] = Object.keys(plain) as (keyof typeof plain)[];
  if (role) return ACTIONS.role;
  if (first === "paused" && more.length === 0) return plain.paused ? "pauseAccessToken" : "resumeAccessToken";
  return ACTIONS[first === "paused" ? (more[0] ?? "name") : first];
}

/** Only what differs from what is there. A role is compared once it is resolved. */
function changesOf(token: TokenView, asked: Changes): Changes {
  const differing = (Object.keys(asked) as (keyof Changes)[]).filter(
    (field) => asked[field] !== undefined && (field === "role" || asked[field] !== token[field]),
  );
  return Object.fromEntries(differing.map((field) => [field, asked[field]]));
}

const only = (token: TokenView, changes: Partial<Changes>) =>
  Object.fromEntries((Object.keys(changes) as (keyof Changes)[]).map((field) => [field, token[field]]));

function mayChange(actor: Principal, token: TokenView, changes: Changes): Result<null, Refusal> {
  for (const field of Object.keys(changes) as (keyof Changes)[]) {
    if (field === "role" && token.kind === "service") return err({ kind: "permissions_fixed" });
    const allowed = authorizeManaging(actor, token, ACTIONS[field]);
    if (!allowed.ok) return allowed;
  }
  return ok(null);
}

/** A service token's end may only come nearer (ruling R10), nobody's lies in the past, and the token rules hold it. */
export async function expiryRefusal(
  tx: Tx,
  { accountId }: Principal,
  token: TokenView,
  expiresAt: number | null,
): Promise<Refusal | null> {
  const longer = expiresAt === null || (token.expiresAt !== null && expiresAt > token.expiresAt);
  if (token.kind === "service" && longer) {
    const sentence = "A service token's expiry can only be brought forward. Make another one to have more time.";
    return { kind: "invalid_input", fields: { expiresAt: [sentence] } };
  }
  return checkExpiry(tx, await readTokenRules(tx, accountId), expiresAt);
}

async function write(
  tx: Tx,
  actor: Principal,
  { id, member }: TokenView,
  { expiresAt, paused, ...plain }: Omit<Changes, "role">,
  role: DeclaredRole | null,
  ceilings: readonly StoredCeiling[] | null,
): Promise<void> {
  const { accountId } = actor;
  const self = and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId));
  await tx
    .update(accessTokens)
    .set({
      ...plain,
      ...(ceilings ? { ceilings } : {}),
      ...(expiresAt === undefined ? {} : { notAfter: expiresAt === null ? null : new Date(expiresAt) }),
      ...(paused === undefined ? {} : { pausedAt: paused ? sql`now()` : null }),
      ...(role ? roleColumns(role) : {}),
      modifiedAt: sql`now()`,
    })
    .where(self);
  if (!role) return;
  await tx.delete(tokenRoles).where(and(eq(tokenRoles.tokenId, id), eq(tokenRoles.accountId, accountId)));
  if (role.source === "custom") {
    const rows = role.roles.map((each, i) => ({ tokenId: id, roleId: each.id, accountId, position: i + 1 }));
    await tx.insert(tokenRoles).values(rows);
  }
  await refreshLimits(tx, accountId, eq(accessTokens.id, id));
  // What this token is just making was decided on what it could do before.
  const moved = await tx
    .update(members)
    .set({ rightsVersion: sql`${members.rightsVersion} + 1` })
    .where(and(eq(members.id, member.id), eq(members.accountId, accountId)))
    .returning({ id: members.id });
  expectRow(moved[0]);
}

/**
 * What a token writes into another, or into itself, is held to what it can do, as what it makes is (semantics 4.5); and
 * what somebody writes into a token of somebody else's, to what they can do: its secret may be in their hands.
 */
function isHeldToWriter({ actor, memberId }: Principal, { member }: TokenView): boolean {
  return actor.kind === "access_token" || member.id !== memberId;
}

async function ceilingsWith(tx: Tx, actor: Principal, id: string): Promise<readonly StoredCeiling[]> {
  const self = and(eq(accessTokens.id, id), eq(accessTokens.accountId, actor.accountId));
  const [row] = await tx.select({ ceilings: accessTokens.ceilings }).from(accessTokens).where(self);
  const { ceilings } = expectRow(row);
  const more = ceilingOf(actor, ceilings);
  return more.grants.length === 0 ? ceilings : [...ceilings, more];
}

function roleColumns(role: DeclaredRole) {
  return {
    roleSource: role.source,
    baseRole: role.source === "base" ? role.baseRole : null,
    inlinePolicy: role.source === "inline" ? role.statements : null,
  };
}
