import "server-only";
import type { Actor, Principal } from "@/lib/access/principal";
import { type AuditEvent, auditRow } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Db } from "@/lib/db/client";
import { runPrepared } from "@/lib/db/prepared";
import { getKeys, PEPPER_ID, tokenDigest } from "@/lib/keys/keys";
import { secretTail } from "@/lib/keys/secret-format";
import type { RoleAttributes, StoredCeiling } from "@/lib/policy/statement";
import { limitsColumns, type TokenLimits } from "@/lib/principals/limits-of";
import type { DeclaredRole } from "@/lib/principals/principals";
import { STANDING } from "@/lib/principals/standing";
import { type TokenRow, toTokenView } from "./columns";
import type { CreateTokenInput } from "./input";
import type { TokenView } from "./view";

export type NewToken = {
  readonly id: string;
  readonly memberId: string;
  readonly input: CreateTokenInput;
  /** Names the form that makes it; null for a program. */
  readonly once: string | null;
  readonly viaTokenId: string | null;
  readonly declared: DeclaredRole;
  /** A service token's frozen values of role attributes; null for a personal one. */
  readonly attributes: RoleAttributes | null;
  readonly ceilings: readonly StoredCeiling[];
  /** What all of that comes to. */
  readonly limits: TokenLimits;
  /** Whether somebody still has to say that the secret is stored. */
  readonly awaitsConfirmation: boolean;
};

/**
 * Writes a token, its secret's digest and its audit entry in one statement, if the maker still stands as they
 * were looked up, and so do the roles it is scoped by, and its form made none meanwhile; null if not. One round trip and one commit, since creating is a hot path (ruling R35).
 */
export async function insertToken(
  db: Db,
  maker: Principal,
  token: NewToken,
  secret: PlainSecret,
  event: AuditEvent,
): Promise<{ view: TokenView; ownerId: string } | null> {
  const { actor, accountId, rightsVersion, answersFor } = maker;
  const { kind, name, description, defaultApiVersion, expiresAt } = token.input;
  const { declared } = token;
  const { limited, actsAs, level } = limitsColumns(token.limits);
  const roles = declared.source === "custom" ? declared.roles : [];
  const entry = auditRow(maker, event);
  const tail = secretTail(secret);
  const [row] = await runPrepared<Written>(db, STATEMENTS[actor.kind], [
    actor.kind === "operator" ? answersFor : actor.id,
    accountId,
    rightsVersion,
    token.id,
    token.memberId,
    token.viaTokenId,
    kind,
    name,
    description,
    tail,
    declared.source,
    declared.source === "base" ? declared.baseRole : null,
    JSON.stringify(token.ceilings),
    defaultApiVersion,
    expiresAt === null ? null : new Date(expiresAt),
    token.awaitsConfirmation,
    newId(),
    PEPPER_ID,
    tokenDigest(getKeys().tokenPepper, secret),
    entry.id,
    entry.actorKind,
    entry.actorId,
    entry.memberId,
    entry.operator,
    entry.kind,
    entry.action,
    entry.resource,
    entry.targetId,
    entry.targetName,
    JSON.stringify(entry.details),
    entry.ip,
    entry.requestId,
    declared.source === "inline" ? JSON.stringify(declared.statements) : null,
    token.attributes === null ? null : JSON.stringify(token.attributes),
    roles.map(({ id }) => id),
    limited,
    actsAs,
    level,
    roles.map(({ version }) => version),
    token.once,
    entry.signature,
  ]);
  if (!row) return null;
  return { view: toTokenView(rowOf(token, tail, row)), ownerId: row.ownerId };
}

const statement = (kind: Actor["kind"]) => ({ name: `insert_token_by_${kind}`, text: textOf(STANDING[kind]) });
const STATEMENTS = {
  session: statement("session"),
  access_token: statement("access_token"),
  operator: statement("operator"),
};

function textOf(standing: string): string {
  return `
    with standing as (${standing}),
    scoped as (
      -- after the member, as everybody locks them who edits a role
      select r.id from standing cross join unnest($35::text[], $39::integer[]) as given (id, version)
      join custom_roles r on r.id = given.id and r.version = given.version
      where r.account_id = $2 and r.deleted_at is null for share of r
    ),
    token as (
      insert into access_tokens (id, account_id, member_id, via_token_id, kind, name, description, secret_tail,
        role_source, base_role, ceilings, default_api_version, not_after, secret_confirmed_at, inline_policy, role_attributes,
        limited, acts_as, level, once_key)
      select $4, $2, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15::timestamptz, case when $16 then null else now() end,
        $33::jsonb, $34::jsonb, $36, $37, $38, $40
      from standing where (select count(*) from scoped) = cardinality($35::text[])
      on conflict (account_id, member_id, once_key) where once_key is not null do nothing
      returning id, account_id, member_id, secret_tail, created_at, not_after
    ),
    secret as (
      insert into token_secrets (id, account_id, token_id, key_id, digest, last4, state)
      select $17, account_id, id, $18, $19::bytea, secret_tail, 'current' from token
    ),
    roles as (
      insert into token_roles (token_id, role_id, account_id, position)
      select token.id, role_id, token.account_id, place from token, unnest($35::text[]) with ordinality as given (role_id, place)
    ),
    entry as (
      insert into audit_entries (id, account_id, actor_kind, actor_id, member_id, operator, kind, action, resource,
        target_id, target_name, details, ip, request_id, signature)
      select $20, account_id, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30::jsonb, $31, $32, $41::bytea from token
    )
    select token.created_at as "createdAt", coalesce(token.not_after <= now() + interval '7 days', false) as expiring,
      members.first_name as "firstName", members.last_name as "lastName", members.email, members.removed_at as "removedAt",
      members.base_role as "memberRole", floor(extract(epoch from now()) * 1000)::float8 as now,
      (select owner.id from members owner where owner.account_id = $2 and owner.base_role = 'owner'
        and owner.removed_at is null order by owner.created_at, owner.id limit 1) as "ownerId"
    from token join members on members.id = token.member_id`;
}

/** What only the database knows of a new token; all else was just given to it. */
type Written = Pick<
  TokenRow,
  "createdAt" | "expiring" | "firstName" | "lastName" | "email" | "removedAt" | "memberRole" | "now"
> & { readonly ownerId: string };

function rowOf(
  { id, memberId, input, declared, limits, viaTokenId, awaitsConfirmation }: NewToken,
  tail: string,
  written: Written,
): TokenRow {
  const { kind, name, description, defaultApiVersion, expiresAt } = input;
  const { ownerId: _, createdAt, ...known } = written;
  const unused = { restAt: null, gatewayAt: null, telemetryAt: null };
  const living = { pausedAt: null, deactivatedAt: null, revokedAt: null, expired: false };
  return {
    ...known,
    ...unused,
    ...living,
    id,
    kind,
    name,
    description,
    defaultApiVersion,
    viaTokenId,
    memberId,
    ...limitsColumns(limits),
    baseRole: declared.source === "base" ? declared.baseRole : null,
    inlinePolicy: declared.source === "inline" ? declared.statements : null,
    roles:
      declared.source === "custom"
        ? declared.roles.map(({ id, key, name, deleted }) => ({ id, key, name, deleted }))
        : [],
    secretTail: tail,
    oldSecret: null,
    caretaker: null,
    secretConfirmed: !awaitsConfirmation,
    createdAt,
    modifiedAt: createdAt,
    notAfter: expiresAt === null ? null : new Date(expiresAt),
  };
}
