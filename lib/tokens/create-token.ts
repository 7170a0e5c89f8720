import "server-only";
import { sql } from "drizzle-orm";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import { type TokenRole, tokenRolesGivenBy } from "@/lib/core/base-role";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { mintSecret } from "@/lib/keys/secret-format";
import { personalTokenResource } from "@/lib/policy/resource";
import { reloadPrincipal } from "@/lib/principals/reload-principal";
import type { CreateTokenInput } from "./input";
import { insertToken } from "./insert-token";
import { EXPIRY_MIN_AHEAD } from "./limits";
import type { TokenView } from "./view";

/** A new token with its one secret; `ownerId` is the account Owner's member id, as the wire wants it. */
export type IssuedToken = { readonly token: TokenView; readonly ownerId: string; readonly secret: PlainSecret };

const TRIES = 4;

/**
 * Creates a personal token of the principal's own and answers with its secret, which exists nowhere else.
 * The role is at most what the principal may give (ruling R6); a token made through a token is held to
 * what that one could do (rulings R3, R7). Decided on the principal as given, and written only if they still
 * stand so; else decided anew on what they are now.
 */
export async function createToken(
  db: Db,
  principal: Principal,
  input: CreateTokenInput,
): Promise<Result<IssuedToken, Refusal>> {
  const late = await checkExpiry(db, input.expiresAt);
  if (late) return err(late);
  let maker: Principal | null = principal;
  for (let attempt = 0; attempt < TRIES && maker; attempt++) {
    const issued = await issue(db, maker, input);
    if (!issued.ok || issued.value) return issued as Result<IssuedToken, Refusal>;
    maker = await db.transaction((tx) => reloadPrincipal(tx, principal));
  }
  return err({ kind: "unauthenticated" });
}

/** One try; null if the maker changed since they were looked up. */
async function issue(db: Db, maker: Principal, input: CreateTokenInput): Promise<Result<IssuedToken | null, Refusal>> {
  const { memberId } = maker;
  const id = newId();
  const request = { action: "createAccessToken", resource: personalTokenResource(memberId ?? "", id) };
  const allowed = authorize(maker, request);
  if (!allowed.ok) return allowed;
  if (memberId === null || input.kind !== "personal") return err({ kind: "forbidden", ...request });
  const tooHigh = checkRole(maker, input.role.baseRole);
  if (tooHigh) return err(tooHigh);

  const secret = mintSecret(input.kind);
  const { name, kind, role, expiresAt } = input;
  const event = { kind: "token", ...request, target: { id, name }, details: { kind, role, expiresAt } } as const;
  const written = await insertToken(db, maker, { id, memberId, input, ...madeThrough(maker) }, secret, event);
  return ok(written && { token: written.view, ownerId: written.ownerId, secret });
}

function checkRole(maker: Principal, asked: TokenRole): Refusal | null {
  const given = tokenRolesGivenBy(maker.level);
  if (given.includes(asked)) return null;
  return { kind: "role_too_high", asked, highest: given.at(-1) ?? "no_access" };
}

/** By the database's clock: an expiry lies at least some minutes ahead, or it is a slip of the pen. */
async function checkExpiry(db: Db, expiresAt: number | null): Promise<Refusal | null> {
  if (expiresAt === null) return null;
  const { rows } = await db.execute<{ now: number }>(sql`select extract(epoch from now()) * 1000 as now`);
  if (expiresAt >= Number(rows[0]?.now) + EXPIRY_MIN_AHEAD) return null;
  return { kind: "invalid_input", fields: { expiresAt: ["Choose a time at least 10 minutes from now."] } };
}

/** What the way of its making leaves on a token. A program is given the secret as an answer: nobody need confirm it. */
function madeThrough({ actor, level, grants }: Principal) {
  if (actor.kind !== "access_token") {
    return { viaTokenId: null, ceilings: [], awaitsConfirmation: actor.kind === "session" };
  }
  return { viaTokenId: actor.id, ceilings: [{ level, grants }], awaitsConfirmation: false };
}
