import { eq, sql } from "drizzle-orm";
import { accounts, members, sessions } from "@/drizzle/schema";
import type { Origin, Principal } from "@/lib/access/principal";
import type { BaseRole, TokenRole } from "@/lib/core/base-role";
import { newId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { memberPrincipal } from "@/lib/principals/principals";
import { refreshLimits, tokensFollowing } from "@/lib/principals/refresh-limits";
import { findSession } from "@/lib/sessions/find-session";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput, type TokenRoleInput } from "@/lib/tokens/input";
import type { TokenView } from "@/lib/tokens/view";

export const NOWHERE: Origin = { ip: null, requestId: null };

/** A member with a living session, as tests act through them. */
export type TestMember = {
  readonly id: string;
  readonly email: string;
  readonly principal: Principal;
  readonly sid: string;
};

export type TestAccount = { readonly id: string; join(role: BaseRole, email?: string): Promise<TestMember> };

/** An account of a test's own. */
export async function seedAccount(db: Db, name = "Acme"): Promise<TestAccount> {
  const id = newId();
  await db.insert(accounts).values({ id, name });
  return { id, join: (role, email) => join(db, id, role, email) };
}

async function join(db: Db, accountId: string, baseRole: BaseRole, given?: string): Promise<TestMember> {
  const id = newId();
  const email = given ?? `${baseRole}-${id}@acme.example`;
  const person = { email, emailKey: email.toLowerCase(), firstName: "Mo", lastName: baseRole };
  await db.insert(members).values({ id, accountId, baseRole, ...person, passwordHash: "none", joinedAt: new Date() });
  const sessionId = newId();
  const sid = `sid-${sessionId}`;
  const digest = linkDigest(getKeys().linkPepper, sid);
  await db
    .insert(sessions)
    .values({ id: sessionId, accountId, memberId: id, digest, ip: "192.0.2.1", userAgent: "test" });
  return {
    id,
    email,
    sid,
    principal: memberPrincipal(
      { accountId, memberId: id, baseRole, roles: [], attributes: {}, rightsVersion: 1 },
      { id: sessionId, provenAgo: 0 },
      NOWHERE,
    ),
  };
}

/** The member's principal as the next request of their session would find it. */
export async function asNow(db: Db, { sid }: TestMember): Promise<Principal> {
  const found = await findSession(db, sid, NOWHERE);
  if (!found) throw new Error("the session has ended");
  return found.principal;
}

/** A token of the member's, with its secret in the clear for the test. */
export async function issue(
  db: Db,
  member: { principal: Principal },
  more: { name?: string; role?: TokenRole | TokenRoleInput; kind?: "personal" | "service"; expiresAt?: number } = {},
): Promise<{ token: TokenView; secret: string }> {
  const { role: given = "reader", name = "test token", kind = "personal", expiresAt = null } = more;
  const role = typeof given === "string" ? { source: "base", baseRole: given } : given;
  const input = createTokenInput.parse({ name, kind, role, expiresAt });
  const issued = await createToken(db, member.principal, input);
  if (!issued.ok) throw new Error(`the test's token was refused: ${issued.error.kind}`);
  return { token: issued.value.token, secret: issued.value.secret.reveal() };
}

/** Sets a member's base role behind the domain's back. */
export async function setRole(db: Db, memberId: string, baseRole: BaseRole): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(members)
      .set({ baseRole, rightsVersion: sql`${members.rightsVersion} + 1` })
      .where(eq(members.id, memberId))
      .returning({ accountId: members.accountId });
    if (row) await refreshLimits(tx, row.accountId, tokensFollowing(memberId));
  });
}
