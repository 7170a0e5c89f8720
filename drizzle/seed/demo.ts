import "server-only";
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Principal } from "@/lib/access/principal";
import { type TokenRole, tokenRolesGivenBy } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import type { Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { acceptLink } from "@/lib/members/accept-link";
import { updateMemberInput } from "@/lib/members/input";
import { inviteMember } from "@/lib/members/invite-member";
import { isSetUp } from "@/lib/members/is-set-up";
import { removeMember } from "@/lib/members/remove-member";
import { setUpByOperator } from "@/lib/members/set-up";
import { updateMember } from "@/lib/members/update-member";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { operatorPrincipal } from "@/lib/principals/principals";
import { createRole } from "@/lib/roles/create-role";
import { createRoleInput, updateRoleInput } from "@/lib/roles/input";
import { updateRole } from "@/lib/roles/update-role";
import { saveTokenRulesInput } from "@/lib/settings/input";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { saveTokenRules } from "@/lib/settings/save-token-rules";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput } from "@/lib/tokens/input";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { importVocabulary } from "@/lib/vocabulary/import-vocabulary";
import { seedGateways } from "./gateways";
import { PEOPLE, TOKENS } from "./people";
import { EDITS, HOLDERS, ROLES, TAILORED } from "./roles";
import { giveUses } from "./usage";
import { VOCABULARY } from "./vocabulary";

const DAY_MS = 86_400_000;
const TOKEN_COUNT = 60;

export type Demo = { readonly email: string; readonly password: string };

/**
 * Fills an empty instance with a believable account through the domain functions, so that every row has its
 * audit entry. Answers with how to sign in, or null for an instance that is not empty: that is left alone.
 */
export async function fillDemo(db: Db, operator: string): Promise<Demo | null> {
  if (await isSetUp(db)) return null;
  const password = `demo ${randomBytes(9).toString("base64url")} demo`;
  const owner = expectRow(PEOPLE[0]);
  const email = addressOf(owner.name);
  orFail(await setUpByOperator(db, { accountName: "Acme", name: owner.name, email, password }, operator));
  const accountId = await soleAccount(db);
  const boss = operatorPrincipal({ accountId, name: operator });
  for (const { name, role } of PEOPLE.slice(1)) await join(db, boss, name, role, password);
  const members = await membersOf(db, accountId);
  const tokens = await makeTokens(db, accountId, operator, members);
  await tailor(db, boss, members);
  for (const token of TAILORED) await makeTailored(db, accountId, operator, members, token);
  await tellStories(db, boss, members, tokens);
  await tightenRules(db, boss);
  orFail(await importVocabulary(db, boss, { text: VOCABULARY, seen: null }));
  await seedGateways(db, boss);
  await age(db, accountId);
  await giveUses(db, accountId);
  return { email, password };
}

/** Rules as an account has them that grew up: they came after its tokens, of which some break them and keep their dates. */
async function tightenRules(db: Db, boss: Principal): Promise<void> {
  const seen = saveTokenRulesInput.shape.seen.parse(await readTokenRules(db, boss.accountId));
  const asked = { ...seen, longestDays: 365, serviceMakers: "admins", overlapHours: 72 } as const;
  orFail(await saveTokenRules(db, boss, { seen, asked }));
}

/** Custom roles with their later states, and who holds them. */
async function tailor(db: Db, boss: Principal, members: readonly Member[]): Promise<void> {
  for (const role of ROLES) orFail(await createRole(db, boss, createRoleInput.parse(role)));
  for (const { key, note, policy } of EDITS)
    orFail(await updateRole(db, boss, updateRoleInput.parse({ role: key, policy, comment: note })));
  for (const { name, roles, attributes = {} } of HOLDERS) {
    const input = { id: idOf(members, name), roles, roleAttributes: attributes };
    orFail(await updateMember(db, boss, updateMemberInput.parse(input)));
  }
}

async function makeTailored(
  db: Db,
  accountId: string,
  operator: string,
  members: readonly Member[],
  { maker, note, ...token }: (typeof TAILORED)[number],
): Promise<void> {
  const onBehalfOf = expectRow((await findMemberStanding(db, accountId, idOf(members, maker))) ?? undefined);
  const principal = operatorPrincipal({ accountId, name: operator, onBehalfOf });
  const input = createTokenInput.parse({ ...token, description: note, expiresAt: Date.now() + 200 * DAY_MS });
  orFail(await createToken(db, principal, input));
}

const idOf = (members: readonly Member[], name: string) =>
  expectRow(members.find(({ email }) => email === addressOf(name))).id;

type Member = { readonly id: string; readonly email: string; readonly role: (typeof PEOPLE)[number]["role"] };

async function join(db: Db, boss: Principal, name: string, baseRole: Member["role"], password: string): Promise<void> {
  const { code } = orFail(await inviteMember(db, boss, { email: addressOf(name), baseRole }));
  orFail(await acceptLink(db, { code: code.reveal(), name, password }));
}

async function makeTokens(db: Db, accountId: string, operator: string, members: readonly Member[]): Promise<string[]> {
  const makers = members.filter(({ role }) => role !== "no_access");
  const ids: string[] = [];
  for (let i = 0; i < TOKEN_COUNT; i++) {
    const maker = expectRow(makers[i % makers.length]);
    const [name, description] = expectRow(TOKENS[(i * 7) % TOKENS.length]);
    const roles: readonly TokenRole[] = tokenRolesGivenBy(maker.role);
    const baseRole = expectRow(roles[i % Math.min(roles.length, 2)]);
    const expiresAt = i % 6 === 0 ? null : Date.now() + (((i * 37) % 360) + 3) * DAY_MS;
    const principal = operatorPrincipal({
      accountId,
      name: operator,
      onBehalfOf: expectRow((await findMemberStanding(db, accountId, maker.id)) ?? undefined),
    });
    const round = i < TOKENS.length ? "" : `-${Math.floor(i / TOKENS.length) + 1}`;
    const input = createTokenInput.parse({
      name: `${name}${round}`,
      description,
      role: { source: "base", baseRole },
      expiresAt,
    });
    ids.push(orFail(await createToken(db, principal, input)).token.id);
  }
  return ids;
}

/** What happens in weeks: a demotion, somebody leaving, somebody invited, tokens revoked. */
async function tellStories(
  db: Db,
  boss: Principal,
  members: readonly Member[],
  tokens: readonly string[],
): Promise<void> {
  for (const [at, reason] of [
    [5, "Replaced by the new pipeline"],
    [17, "Seen in a pasted log"],
    [29, ""],
  ] as const) {
    orFail(await revokeToken(db, boss, { id: expectRow(tokens[at]), reason }));
  }
  orFail(await updateMember(db, boss, { id: idOf(members, "Tomás Ruiz"), baseRole: "reader" }));
  orFail(await removeMember(db, boss, idOf(members, "Sam Whitfield")));
  orFail(await inviteMember(db, boss, { email: addressOf("Ines Duarte"), baseRole: "writer" }));
}

/** Moves the tokens back in time. The audit log keeps the hour of the filling: it is only ever added to. */
async function age(db: Db, accountId: string): Promise<void> {
  await db.execute(sql`
    with numbered as (select id, row_number() over (order by id) as n from access_tokens where account_id = ${accountId})
    update access_tokens t set
      created_at = t.created_at - (n * 53 % 140) * interval '1 day' - (n * 7 % 24) * interval '1 hour',
      modified_at = t.modified_at - (n * 53 % 140) * interval '1 day',
      secret_confirmed_at = case when n % 11 = 0 then null else t.created_at end
    from numbered where numbered.id = t.id`);
  await db.execute(sql`
    update token_secrets s set created_at = t.created_at from access_tokens t
    where t.id = s.token_id and t.account_id = ${accountId}`);
}

async function soleAccount(db: Db): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from accounts`);
  return expectRow(rows[0]).id;
}

async function membersOf(db: Db, accountId: string): Promise<Member[]> {
  const { rows } = await db.execute<Member>(
    sql`select id, email, base_role as role from members where account_id = ${accountId} and removed_at is null order by id`,
  );
  return rows;
}

function addressOf(name: string): string {
  return `${name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(" ", ".")}@acme.example`;
}

function orFail<T>(answer: Result<T, Refusal>): T {
  if (!answer.ok) throw new Error(`The demo could not be made: ${refusalSentence(answer.error)}`);
  return answer.value;
}
