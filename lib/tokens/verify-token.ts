import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { Origin, Principal } from "@/lib/access/principal";
import type { BaseRole } from "@/lib/core/base-role";
import type { Db } from "@/lib/db/client";
import { runPrepared } from "@/lib/db/prepared";
import { getKeys, tokenDigest } from "@/lib/keys/keys";
import { secretKind } from "@/lib/keys/secret-format";
import type { RoleAttributes } from "@/lib/policy/statement";
import { tokenStandingOf } from "@/lib/principals/find-standing";
import type { HeldRole } from "@/lib/principals/held-roles";
import { type MemberStanding, type TokenStanding, tokenPrincipal } from "@/lib/principals/principals";
import { foundText } from "./presented-text";

/** Why a known secret is refused: only whoever presents it exactly is told (ruling R18). */
export type DeadReason = "revoked" | "deactivated" | "rotated" | "expired" | "paused";

export type Verification =
  | {
      readonly status: "valid";
      readonly principal: Principal;
      readonly tokenId: string;
      readonly name: string;
      readonly apiVersion: number;
    }
  | { readonly status: "unknown" }
  | {
      readonly status: "dead";
      readonly reason: DeadReason;
      readonly accountId: string;
      readonly tokenId: string;
      readonly secretId: string;
    };

/**
 * Says whose secret this is and what it may do right now: one look-up by digest, nothing cached, so that
 * revocation, removal and demotion bite on the next call. A malformed text costs no query.
 */
export async function verifyToken(db: Db, presented: string, origin: Origin): Promise<Verification> {
  return verificationOf(await findPresented(db, presented), origin);
}

/** What follows from whose secret was found: who calls and may do what, or why it is refused. */
export function verificationOf(found: PresentedToken | null, origin: Origin): Verification {
  if (!found) return { status: "unknown" };
  const { token, member, secretId, name, apiVersion } = found;
  if (found.dead) {
    const { accountId } = member;
    return { status: "dead", reason: found.dead, accountId, tokenId: token.tokenId, secretId };
  }
  const principal = tokenPrincipal(token, member, { secretId, origin });
  return { status: "valid", principal, tokenId: token.tokenId, name, apiVersion };
}

/** A token as the secret that was presented finds it, alive or dead. */
export type PresentedToken = {
  readonly token: TokenStanding;
  readonly member: MemberStanding;
  readonly secretId: string;
  readonly name: string;
  readonly apiVersion: number;
  readonly dead: DeadReason | null;
  /** How many milliseconds it still has by the database's clock; null if it does not end by itself. */
  readonly endsIn: number | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  /** Whether custom roles say what it may do. */
  readonly scoped: boolean;
  /** Another as soon as anything is that was found; see `stampText`. */
  readonly stamp: string;
};

/** Whose secret this is, by one look-up; null if nobody's. A malformed text costs no query. */
export async function findPresented(db: Db, presented: string): Promise<PresentedToken | null> {
  const kind = secretKind(presented);
  if (kind !== "personal" && kind !== "service") return null;
  const digest = tokenDigest(getKeys().tokenPepper, presented);
  const row = await find(db, digest);
  if (!row || !timingSafeEqual(Buffer.from(row.digest, "base64"), digest)) return null;
  const { secretId, name, defaultApiVersion: apiVersion, dead, endsIn, createdAt, expiresAt, scoped, stamp } = row;
  const standing = { token: tokenStandingOf(row), member: memberOf(row) };
  return { ...standing, secretId, name, apiVersion, dead, endsIn, createdAt, expiresAt, scoped, stamp };
}

/** Custom roles are fetched only where there are any, by a second look-up that answers for everything. */
async function find(db: Db, digest: Buffer): Promise<Found | undefined> {
  const [first] = await runPrepared<{ found: Found }>(db, FIND, [digest]);
  if (!first?.found.scoped) return first?.found;
  const [second] = await runPrepared<{ found: Found }>(db, FIND_WITH_ROLES, [digest]);
  return second?.found;
}

type Found = Parameters<typeof tokenStandingOf>[0] & {
  readonly secretId: string;
  readonly digest: string;
  readonly accountId: string;
  readonly memberId: string;
  readonly memberRole: BaseRole;
  readonly memberRoles: readonly HeldRole[];
  readonly memberAttributes: RoleAttributes;
  readonly rightsVersion: number;
  readonly name: string;
  readonly defaultApiVersion: number;
  readonly dead: DeadReason | null;
  readonly endsIn: number | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly scoped: boolean;
  readonly stamp: string;
};

function memberOf(row: Found): MemberStanding {
  const { accountId, memberId, memberRole: baseRole, memberRoles: roles, memberAttributes: attributes } = row;
  return { accountId, memberId, baseRole, roles, attributes, rightsVersion: row.rightsVersion };
}

const FIND = { name: "verify_token", text: foundText(false) };
const FIND_WITH_ROLES = { name: "verify_token_with_roles", text: foundText(true) };
