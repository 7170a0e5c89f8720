import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { hashPassword, TooBusy } from "@/lib/passwords/hash";
import { weakPassword } from "@/lib/passwords/refuse-weak";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { getMember } from "./get-member";
import type { NewMemberInput } from "./input";
import { inviteWithin } from "./invite-member";
import { issueLink } from "./links";
import { emailKey } from "./name";
import type { MemberView } from "./view";

/** A new member, with the code of their link unless they were given a password. */
export type Invited = { readonly member: MemberView; readonly code: PlainSecret | null };

/**
 * Makes several members or none. Whoever comes with a password can sign in at once; everybody else gets a link. A field
 * that is refused is named with the place of its invitation: `/0/password`.
 */
export async function inviteMembers(
  db: Db,
  principal: Principal,
  invitations: readonly NewMemberInput[],
): Promise<Result<Invited[], Refusal>> {
  const mayInvite = authorize(principal, { action: "createMember", resource: memberResource("*") });
  if (!mayInvite.ok) return mayInvite; // before a hash is paid for
  const twice = repeated(invitations);
  if (twice.length > 0) return err({ kind: "emails_refused", why: "twice", emails: twice });
  const hashes = await hashAll(invitations);
  if (!hashes.ok) return hashes;
  return change(db, principal, async (tx, actor) => {
    const taken = await takenHere(tx, actor, invitations);
    if (taken.length > 0) return err({ kind: "emails_refused", why: "here", emails: taken });
    const invited: Invited[] = [];
    for (const [i, invitation] of invitations.entries()) {
      const one = await inviteOne(tx, actor, invitation, hashes.value[i] ?? null);
      if (!one.ok) return err(placed(one.error, i));
      invited.push(one.value);
    }
    return ok(invited);
  });
}

async function inviteOne(
  tx: Tx,
  actor: Principal,
  { firstName, lastName, password: _, ...invitation }: NewMemberInput,
  passwordHash: string | null,
): Promise<Result<Invited, Refusal>> {
  const made = await inviteWithin(tx, actor, invitation, { firstName, lastName, passwordHash });
  if (!made.ok) return made;
  const code = passwordHash === null ? await issueLink(tx, made.value, "invite") : null;
  const member = await getMember(tx, actor, made.value.id);
  return member.ok ? ok({ member: member.value, code }) : member;
}

/** One after the other, so that a long list does not take the place of everybody who signs in. */
async function hashAll(invitations: readonly NewMemberInput[]): Promise<Result<(string | null)[], Refusal>> {
  for (const [i, { password, email, firstName, lastName }] of invitations.entries()) {
    const weak = password === undefined ? null : weakPassword(password, [email, firstName, lastName]);
    if (weak) return err(placed(weak, i));
  }
  const hashes: (string | null)[] = [];
  try {
    for (const { password } of invitations) hashes.push(password === undefined ? null : await hashPassword(password));
  } catch (error) {
    if (error instanceof TooBusy) return err({ kind: "busy" });
    throw error;
  }
  return ok(hashes);
}

function repeated(invitations: readonly NewMemberInput[]): string[] {
  const keys = invitations.map(({ email }) => emailKey(email));
  return invitations.map(({ email }) => email).filter((email, i) => keys.indexOf(emailKey(email)) !== i);
}

async function takenHere(tx: Tx, actor: Principal, invitations: readonly NewMemberInput[]): Promise<string[]> {
  const keys = invitations.map(({ email }) => emailKey(email));
  const rows = await tx
    .select({ key: members.emailKey })
    .from(members)
    .where(and(eq(members.accountId, actor.accountId), inArray(members.emailKey, keys), isNull(members.removedAt)));
  const taken = new Set(rows.map(({ key }) => key));
  return invitations.map(({ email }) => email).filter((email) => taken.has(emailKey(email)));
}

/** A refusal that says which invitation it is about. An address that is not taken here is taken elsewhere. */
function placed(refusal: Refusal, index: number): Refusal {
  if (refusal.kind === "email_taken") return { kind: "emails_refused", why: "elsewhere", emails: [refusal.email] };
  if (refusal.kind !== "invalid_input") return refusal;
  const fields = Object.entries(refusal.fields).map(([name, sentences]) => [`/${index}/${name}`, sentences]);
  return { kind: "invalid_input", fields: Object.fromEntries(fields) };
}
