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
import { type HeldRole, heldByMember, heldByToken } from "@/lib/principals/held-roles";
import { type MemberStanding, tokenPrincipal } from "@/lib/principals/principals";

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
  | { readonly status: "dead"; readonly reason: DeadReason };

/**
 * Says whose secret this is and what it may do right now: one look-up by digest, nothing cached, so that
 * revocation, removal and demotion bite on the next call. A malformed text costs no query.
 */
export async function verifyToken(db: Db, presented: string, origin: Origin): Promise<Verification> {
  const kind = secretKind(presented);
  if (kind !== "personal" && kind !== "service") return { status: "unknown" };
  const digest = tokenDigest(getKeys().tokenPepper, presented);
  const [row] = await runPrepared<Found>(db, FIND, [digest]);
  if (!row || !timingSafeEqual(row.digest, digest)) return { status: "unknown" };
  if (row.dead) return { status: "dead", reason: row.dead };
  const principal = tokenPrincipal(tokenStandingOf(row), memberOf(row), { secretId: row.secretId, origin });
  return { status: "valid", principal, tokenId: row.tokenId, name: row.name, apiVersion: row.defaultApiVersion };
}

type Found = Parameters<typeof tokenStandingOf>[0] & {
  readonly secretId: string;
  readonly digest: Buffer;
  readonly accountId: string;
  readonly memberId: string;
  readonly memberRole: BaseRole;
  readonly memberRoles: readonly HeldRole[];
  readonly memberAttributes: RoleAttributes;
  readonly rightsVersion: number;
  readonly name: string;
  readonly defaultApiVersion: number;
  readonly dead: DeadReason | null;
};

function memberOf(row: Found): MemberStanding {
  const { accountId, memberId, memberRole: baseRole, memberRoles: roles, memberAttributes: attributes } = row;
  return { accountId, memberId, baseRole, roles, attributes, rightsVersion: row.rightsVersion };
}

// Written out, since every call of the API runs it. The account is what it finds, so none is asked for. One
// column for all the ways to be dead: the boundary instant of an expiry is expired already (security 3.5), and
// a dead or lapsed secret of a living token was replaced by a newer one.
const FIND = {
  name: "verify_token",
  text: `
    select t.id as "tokenId", t.account_id as "accountId", t.kind, t.base_role as "baseRole", t.ceilings,
      t.inline_policy as "inlinePolicy", t.role_attributes as "tokenAttributes",
      case when t.role_source = 'custom' then ${heldByToken("t.id")} else '[]' end as "tokenRoles",
      t.member_id as "memberId", m.base_role as "memberRole", m.rights_version as "rightsVersion",
      m.role_attributes as "memberAttributes",
      case when t.kind = 'personal' then ${heldByMember("m.id")} else '[]' end as "memberRoles",
      s.id as "secretId", s.digest, t.name, t.default_api_version as "defaultApiVersion",
      case
        when t.revoked_at is not null then 'revoked'
        when t.deactivated_at is not null or (m.removed_at is not null and t.kind = 'personal') then 'deactivated'
        when s.state = 'dead' or s.not_after <= now() then 'rotated'
        when t.not_after <= now() then 'expired'
        when t.paused_at is not null then 'paused'
      end as dead
    from token_secrets s
    join access_tokens t on t.id = s.token_id
    join members m on m.id = t.member_id
    where s.digest = $1`,
};
