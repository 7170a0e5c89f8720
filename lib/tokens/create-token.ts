import "server-only";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { reachesAccount } from "@/lib/access/reaches-account";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { mintSecret } from "@/lib/keys/secret-format";
import { type HeldBack, heldBack } from "@/lib/policy/held-back";
import { personalTokenResource, serviceTokenResource } from "@/lib/policy/resource";
import { areTooMany, ceilingOf } from "@/lib/principals/ceilings";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { limitsOf } from "@/lib/principals/limits-of";
import { grantsWithin, type MemberStanding } from "@/lib/principals/principals";
import { reloadPrincipal } from "@/lib/principals/reload-principal";
import { rulesFor } from "@/lib/settings/rules-for";
import { catalogueOf } from "@/lib/vocabulary/find-vocabulary";
import { checkExpiry } from "./check-expiry";
import { declare, declaredInWords } from "./declare";
import { findMadeBy } from "./find-made-by";
import type { CreateTokenInput } from "./input";
import { insertToken } from "./insert-token";
import { HELD_BACK_SHOWN } from "./limits";
import { checkMaker } from "./permissions";
import type { TokenView } from "./view";

/**
 * A new token with its one secret; `ownerId` is the account Owner's member id, as the wire wants it, and `heldBack` is
 * what it asks for and does not get.
 */
export type IssuedToken = {
  readonly token: TokenView;
  readonly ownerId: string;
  readonly secret: PlainSecret;
  readonly heldBack: readonly HeldBack[];
};

const TRIES = 4;

/**
 * Creates a token and answers with its secret, which exists nowhere else. A personal token acts for the principal's
 * member and is held to them at every request; a service token is held for good to what its maker can do now; one made
 * through a token is also held to what that one can do now (rulings R3, R6, R7). The token rules stand above all roles
 * (ruling R12). A service token that reaches into the account takes a late proof of who is at the console. Decided on the principal as given, and written only if they and the rules still stand so; else decided anew.
 * `once` names the form that asks: what it made before is not made again, and its secret is not told again.
 */
export async function createToken(
  db: Db,
  principal: Principal,
  input: CreateTokenInput,
  once: string | null = null,
): Promise<Result<IssuedToken, Refusal>> {
  let maker: Principal | null = principal;
  for (let attempt = 0; attempt < TRIES && maker; attempt++) {
    const before = once === null ? null : await findMadeBy(db, maker, once);
    if (before !== null) return err({ kind: "already_created", id: before });
    const issued = await issue(db, maker, input, once);
    if (!issued.ok || issued.value) return issued as Result<IssuedToken, Refusal>;
    maker = await db.transaction((tx) => reloadPrincipal(tx, principal));
  }
  return err({ kind: "unauthenticated" });
}

/** One try; null if the maker changed since they were looked up. */
async function issue(
  db: Db,
  maker: Principal,
  input: CreateTokenInput,
  once: string | null,
): Promise<Result<IssuedToken | null, Refusal>> {
  const { kind, name, expiresAt } = input;
  const id = newId();
  const personal = kind === "personal";
  const resource = personal ? personalTokenResource(maker.memberId ?? "", id) : serviceTokenResource(id);
  const request = { action: "createAccessToken", resource } as const;
  const rules = await rulesFor(db, maker);
  const allowed = checkMaker(maker, kind, rules, resource);
  if (!allowed.ok) return allowed;
  const memberId = personal ? maker.memberId : maker.answersFor;
  if (memberId === null) return err({ kind: "forbidden", ...request }); // nobody would answer for it
  const late = await checkExpiry(db, rules, expiresAt);
  if (late) return err(late);
  const declared = await declare(db, maker, input.role);
  if (!declared.ok) return declared;
  const role = declared.value;
  const made = madeThrough(maker, kind);
  if (areTooMany(made.ceilings)) return err({ kind: "too_many_ceilings" });
  const member = role.source === "base" ? null : await findMemberStanding(db, maker.accountId, memberId);

  const secret = mintSecret(kind);
  const live = personal ? maker.grants.filter((grant) => grant.kind === "member") : [];
  const grants = grantsWithin({ declared: role, ...made }, member?.attributes ?? {}, live);
  const proven = !personal && reachesAccount(grants, memberId) ? provenLately(maker) : ok(null);
  if (!proven.ok) return proven;
  const limits = limitsOf(grants);
  const attributes = frozenAttributes(kind, member);
  const token = { id, memberId, input, once, declared: role, attributes, limits, ...made };
  const event = {
    kind: "token",
    ...request,
    target: { id, name },
    details: { kind, role: declaredInWords(role), expiresAt },
  } as const;
  const written = await insertToken(db, maker, token, secret, event);
  if (!written) return ok(null);
  const { view, ownerId } = written;
  // Looked for only where the view says that there is something: to find nothing takes longer than all the rest.
  const held = limits.limited ? heldBack(grants, HELD_BACK_SHOWN, await catalogueOf(db, maker)) : [];
  return ok({ token: view, ownerId, secret, heldBack: held });
}

/** A service token keeps the attribute values of this instant (ruling R5). */
function frozenAttributes(kind: CreateTokenInput["kind"], member: MemberStanding | null) {
  return kind === "service" ? (member?.attributes ?? {}) : null;
}

/** What the way of its making leaves on a token. A program is given the secret as an answer: nobody need confirm it. */
function madeThrough(maker: Principal, kind: CreateTokenInput["kind"]) {
  const byToken = maker.actor.kind === "access_token";
  return {
    viaTokenId: maker.actor.kind === "access_token" ? maker.actor.id : null,
    ceilings: byToken || kind === "service" ? [ceilingOf(maker)] : [],
    awaitsConfirmation: maker.actor.kind === "session",
  };
}
