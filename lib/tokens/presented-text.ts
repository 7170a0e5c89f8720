import { heldByMember, heldByToken } from "@/lib/principals/held-roles";

// SQL for who presents a secret, of the rows `s` (the secret), `t` (its token) and `m` (its member). Written out, since every
// call of the API and every question at the doors runs it.

const ofItsRows = (digest: string) => `
  from token_secrets s
  join access_tokens t on t.id = s.token_id
  join members m on m.id = t.member_id
  where s.digest = ${digest}`;

/**
 * One member for all the ways to be dead: the boundary instant of an expiry is expired already (security 3.5), and a dead
 * or lapsed secret of a living token was replaced by a newer one.
 */
const DEAD = `case
  when t.revoked_at is not null then 'revoked'
  when t.deactivated_at is not null or (m.removed_at is not null and t.kind = 'personal') then 'deactivated'
  when s.state = 'dead' or s.not_after <= now() then 'rotated'
  when t.not_after <= now() then 'expired'
  when t.paused_at is not null then 'paused'
end`;

const MEMBER_HAS_ROLES = "exists (select from member_roles h where h.member_id = m.id)";

/** By which transaction each role and the giving of it were written last. */
const writtenRoles = (table: string, holder: string) => `coalesce(
  (select string_agg(concat_ws('.', h.xmin, r.id, r.xmin), ',' order by h.role_id)
    from ${table} h join custom_roles r on r.id = h.role_id where h.${holder}), '-')`;

/**
 * A text that is another as soon as anything is that decides what is found: the transactions that wrote its rows last, and
 * what time alone has made of them. Two readings with the same stamp found the same. Of a token without custom roles it
 * says that there are none, so that nothing more need be looked at.
 */
const stamp = (scoped: boolean) =>
  `concat_ws(' ', s.xmin, t.xmin, m.xmin, coalesce(${DEAD}, '-'), ${
    scoped
      ? `${writtenRoles("token_roles", "token_id = t.id")}, ${writtenRoles("member_roles", "member_id = m.id")}`
      : `t.kind = 'personal' and ${MEMBER_HAS_ROLES}`
  })`;

const NO_ROLES = "'[]'::jsonb";
const rolesOf = (scoped: boolean, applies: string, held: string) =>
  scoped ? `case when ${applies} then ${held} else ${NO_ROLES} end` : NO_ROLES;

/** Everything about it in one column, since each costs the client as much as the rest. The account is what it finds, so none is asked for. */
export const foundText = (scoped: boolean): string => `
  select json_build_object(
    'tokenId', t.id, 'accountId', t.account_id, 'kind', t.kind, 'baseRole', t.base_role, 'ceilings', t.ceilings,
    'inlinePolicy', t.inline_policy, 'tokenAttributes', t.role_attributes,
    'tokenRoles', ${rolesOf(scoped, "t.role_source = 'custom'", heldByToken("t.id"))},
    'memberId', t.member_id, 'memberRole', m.base_role, 'rightsVersion', m.rights_version,
    'memberAttributes', m.role_attributes,
    'memberRoles', ${rolesOf(scoped, "t.kind = 'personal'", heldByMember("m.id"))},
    'secretId', s.id, 'digest', encode(s.digest, 'base64'), 'name', t.name, 'defaultApiVersion', t.default_api_version,
    'scoped', t.role_source = 'custom' or t.kind = 'personal' and ${MEMBER_HAS_ROLES}, 'stamp', ${stamp(scoped)},
    'endsIn', floor(extract(epoch from least(t.not_after, s.not_after) - now()) * 1000),
    'createdAt', floor(extract(epoch from t.created_at) * 1000), 'expiresAt', floor(extract(epoch from t.not_after) * 1000),
    'dead', ${DEAD}) as found ${ofItsRows("$1")}`;

/** The stamp alone of what `foundText` would find. */
export const stampText = (scoped: boolean, digest: string): string => `select ${stamp(scoped)} ${ofItsRows(digest)}`;
