import "server-only";
import type { Actor, Principal } from "@/lib/access/principal";
import { type AuditEvent, auditRow } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import { Together } from "@/lib/core/together";
import type { Db } from "@/lib/db/client";
import { isRefusedForGood, isRetryable } from "@/lib/db/errors";
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
 * were looked up, and so do the roles it is scoped by, and its form made none meanwhile; null if not. One round trip and one commit,
 * shared with what the same maker makes meanwhile, since creating is a hot path (ruling R35).
 */
export async function insertToken(
  db: Db,
  maker: Principal,
  token: NewToken,
  secret: PlainSecret,
  event: AuditEvent,
): Promise<{ view: TokenView; ownerId: string } | null> {
  const row = await writerOf(db).ask(nameOf(maker), { maker, given: givenOf(maker, token, secret, event) });
  return row && { view: toTokenView(rowOf(token, secretTail(secret), row)), ownerId: row.ownerId };
}

/** How many one statement may write. */
const TOGETHER = 32;

type Asked = { readonly maker: Principal; readonly given: Given };

const writers = new WeakMap<Db, Together<Asked, Written | null>>();

function writerOf(db: Db): Together<Asked, Written | null> {
  const known = writers.get(db);
  if (known) return known;
  const mayBeOne = (error: unknown) => isRefusedForGood(error) || isRetryable(error);
  const writer = new Together((asked: readonly Asked[]) => write(db, asked), TOGETHER, mayBeOne);
  writers.set(db, writer);
  return writer;
}

/** Those of one name are checked by one look at who makes them. */
const nameOf = ({ actor, accountId, rightsVersion, answersFor }: Principal) =>
  [accountId, rightsVersion, actor.kind, actor.kind === "operator" ? answersFor : actor.id].join(" ");

async function write(db: Db, asked: readonly Asked[]): Promise<(Written | null)[]> {
  const [first] = asked;
  if (!first) return [];
  const { actor, accountId, rightsVersion, answersFor } = first.maker;
  const rows = await runPrepared<Written & { id: string }>(db, STATEMENTS[actor.kind], [
    actor.kind === "operator" ? answersFor : actor.id,
    accountId,
    rightsVersion,
    JSON.stringify(asked.map(({ given }) => given)),
  ]);
  return asked.map(({ given }) => rows.find(({ id }) => id === given.id) ?? null);
}

type Given = ReturnType<typeof givenOf>;

/** What is written, by the names that the statement reads it by. */
function givenOf(maker: Principal, token: NewToken, secret: PlainSecret, event: AuditEvent) {
  const { id, memberId, viaTokenId, declared, ceilings, once } = token;
  const { kind, name, description, defaultApiVersion, expiresAt } = token.input;
  const entry = auditRow(maker, event);
  return {
    id,
    member_id: memberId,
    via_token_id: viaTokenId,
    kind,
    name,
    description,
    secret_tail: secretTail(secret),
    role_source: declared.source,
    base_role: declared.source === "base" ? declared.baseRole : null,
    ceilings,
    default_api_version: defaultApiVersion,
    not_after: expiresAt === null ? null : new Date(expiresAt),
    awaits_confirmation: token.awaitsConfirmation,
    inline_policy: declared.source === "inline" ? declared.statements : null,
    role_attributes: token.attributes,
    ...limitsAsColumns(token.limits),
    once_key: once,
    roles: declared.source === "custom" ? declared.roles.map(({ id, version }) => ({ id, version })) : [],
    secret_id: newId(),
    key_id: PEPPER_ID,
    digest: tokenDigest(getKeys().tokenPepper, secret).toString("hex"),
    entry_id: entry.id,
    actor_kind: entry.actorKind,
    actor_id: entry.actorId,
    actor_member_id: entry.memberId,
    operator: entry.operator,
    entry_kind: entry.kind,
    action: entry.action,
    resource: entry.resource,
    target_id: entry.targetId,
    target_name: entry.targetName,
    details: entry.details,
    ip: entry.ip,
    request_id: entry.requestId,
    signature: entry.signature.toString("hex"),
  };
}

function limitsAsColumns(limits: TokenLimits) {
  const { limited, actsAs, level } = limitsColumns(limits);
  return { limited, acts_as: actsAs, level };
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
    given as (
      select * from json_to_recordset($4::json) as given (id text, member_id text, via_token_id text, kind text, name text,
        description text, secret_tail text, role_source text, base_role text, ceilings jsonb, default_api_version integer,
        not_after timestamptz, awaits_confirmation boolean, inline_policy jsonb, role_attributes jsonb, limited boolean,
        acts_as text, level smallint, once_key text, roles json, secret_id text, key_id smallint, digest text, entry_id text,
        actor_kind text, actor_id text, actor_member_id text, operator text, entry_kind text, action text, resource text,
        target_id text, target_name text, details jsonb, ip text, request_id text, signature text)
    ),
    scoped as (
      -- after the member, as everybody locks them who edits a role
      select given.id as token_id from standing cross join given
      cross join json_to_recordset(given.roles) as named (id text, version integer)
      join custom_roles r on r.id = named.id and r.version = named.version
      where r.account_id = $2 and r.deleted_at is null for share of r
    ),
    token as (
      insert into access_tokens (id, account_id, member_id, via_token_id, kind, name, description, secret_tail,
        role_source, base_role, ceilings, default_api_version, not_after, secret_confirmed_at, inline_policy, role_attributes,
        limited, acts_as, level, once_key)
      select id, $2, member_id, via_token_id, kind, name, description, secret_tail, role_source, base_role, ceilings,
        default_api_version, not_after, case when awaits_confirmation then null else now() end, inline_policy, role_attributes,
        limited, acts_as, level, once_key
      from given where exists (select from standing)
        and json_array_length(roles) = (select count(*) from scoped where scoped.token_id = given.id)
      on conflict (account_id, member_id, once_key) where once_key is not null do nothing
      returning id, account_id, member_id, created_at, not_after
    ),
    secret as (
      insert into token_secrets (id, account_id, token_id, key_id, digest, last4, state)
      select secret_id, account_id, id, key_id, decode(digest, 'hex'), secret_tail, 'current' from token join given using (id)
    ),
    roles as (
      insert into token_roles (token_id, role_id, account_id, position)
      select token.id, role ->> 'id', token.account_id, place from token join given using (id)
      cross join json_array_elements(given.roles) with ordinality as named (role, place)
    ),
    entry as (
      insert into audit_entries (id, account_id, actor_kind, actor_id, member_id, operator, kind, action, resource,
        target_id, target_name, details, ip, request_id, signature)
      select entry_id, account_id, actor_kind, actor_id, actor_member_id, operator, entry_kind, action, resource, target_id,
        target_name, details, ip, request_id, decode(signature, 'hex') from token join given using (id)
    )
    select token.id, token.created_at as "createdAt", coalesce(token.not_after <= now() + interval '7 days', false) as expiring,
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
