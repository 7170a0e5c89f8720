import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, not, sql } from "drizzle-orm";
import { accessTokens, auditEntries, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { auditRow } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { serviceTokenResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { getLivingToken, getToken } from "./get-token";
import type { NameCaretakerInput } from "./input";
import { ended } from "./list-tokens";
import { authorizeManaging } from "./permissions";
import { keeperOf, type NamedMember, type TokenView } from "./view";

/** Whoever can look after a service token: a member who has joined. */
type Caretaker = { readonly id: string; readonly email: string };

/** Of a service token: whoever looks after it now, its maker until somebody else is named. */
const keeper = sql`coalesce(${accessTokens.caretakerId}, ${accessTokens.memberId})`;

/** The living service tokens that somebody looks after; `account_id` is part of the answer. */
export function lookedAfterBy(accountId: string, memberId: string) {
  // `member_id` or `caretaker_id`, so that both indexes serve; then only those that are nobody else's by now.
  const theirs = sql`(${accessTokens.memberId} = ${memberId} or ${accessTokens.caretakerId} = ${memberId})`;
  return and(
    eq(accessTokens.accountId, accountId),
    eq(accessTokens.kind, "service"),
    not(ended),
    theirs,
    sql`${keeper} = ${memberId}`,
  );
}

/** The member by that id, if they can look after something. */
export async function findCaretaker(db: Db | Tx, accountId: string, id: string): Promise<Caretaker | null> {
  const [found] = await db
    .select({ id: members.id, email: members.email })
    .from(members)
    .where(
      and(eq(members.id, id), eq(members.accountId, accountId), isNull(members.removedAt), isNotNull(members.joinedAt)),
    );
  return found ?? null;
}

const CARETAKERS_MAX = 1000;

/** Everybody else who can look after something: those who manage the account first. */
export async function caretakersBesides(db: Db, accountId: string, except: string): Promise<NamedMember[]> {
  const rows = await db
    .select({ id: members.id, email: members.email, firstName: members.firstName, lastName: members.lastName })
    .from(members)
    .where(
      and(
        eq(members.accountId, accountId),
        isNull(members.removedAt),
        isNotNull(members.joinedAt),
        ne(members.id, except),
      ),
    )
    .orderBy(
      desc(inArray(members.baseRole, ["admin", "owner"])),
      asc(members.firstName),
      asc(members.lastName),
      asc(members.id),
    )
    .limit(CARETAKERS_MAX);
  return rows.map(({ id, firstName, lastName, email }) => ({ id, name: `${firstName} ${lastName}`.trim() || email }));
}

/** Who else could look after a service token, for whoever may name them. */
export async function listCaretakers(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<NamedMember[], Refusal>> {
  const found = await getLivingToken(db, principal, id);
  if (!found.ok) return found;
  const allowed = authorizeManaging(principal, found.value, "updateAccessTokenName");
  if (!allowed.ok) return allowed;
  return ok(await caretakersBesides(db, principal.accountId, keeperOf(found.value).id));
}

/**
 * Names somebody else to look after all service tokens that `from` looks after, an audit entry each; answers with their
 * ids. What the tokens may do stays as it was frozen, and the one named may do no more with them than before.
 */
export async function handOverTokens(tx: Tx, actor: Principal, from: Caretaker, to: Caretaker): Promise<string[]> {
  const { accountId } = actor;
  const tokens = await tx
    .update(accessTokens)
    .set({ caretakerId: to.id, modifiedAt: sql`now()` })
    .where(lookedAfterBy(accountId, from.id))
    .returning({ id: accessTokens.id, name: accessTokens.name });
  await record(tx, actor, tokens, from.email, to.email);
  return tokens.map(({ id }) => id);
}

/** Names who looks after one service token. It takes what renaming it takes. */
export async function nameCaretaker(
  db: Db,
  principal: Principal,
  { id, caretakerId }: NameCaretakerInput,
): Promise<Result<TokenView, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const found = await getLivingToken(tx, actor, id);
    if (!found.ok) return found;
    const token = found.value;
    const allowed = authorizeManaging(actor, token, "updateAccessTokenName");
    if (!allowed.ok) return allowed;
    if (token.kind === "personal") return refused("A personal token is looked after by its owner.");
    const to = await findCaretaker(tx, actor.accountId, caretakerId);
    if (!to) return refused("Choose somebody who is a member.");
    const keeps = keeperOf(token);
    if (keeps.id === to.id) return ok(token);
    await tx
      .update(accessTokens)
      .set({ caretakerId: to.id, modifiedAt: sql`now()` })
      .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, actor.accountId)));
    await record(tx, actor, [token], keeps.email, to.email);
    return getToken(tx, actor, id);
  });
}

const refused = (sentence: string) => err({ kind: "invalid_input", fields: { caretakerId: [sentence] } } as const);

/** An entry for each token, so that each one's history tells of it. */
async function record(
  tx: Tx,
  actor: Principal,
  tokens: readonly { readonly id: string; readonly name: string }[],
  before: string,
  after: string,
): Promise<void> {
  if (tokens.length === 0) return;
  const rows = tokens.map(({ id, name }) =>
    auditRow(actor, {
      kind: "token",
      action: "updateAccessTokenCaretaker",
      resource: serviceTokenResource(id),
      target: { id, name },
      details: { before: { caretaker: before }, after: { caretaker: after } },
    }),
  );
  await tx.insert(auditEntries).values(rows);
}
