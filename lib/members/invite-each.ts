import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { authorize } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { emailInput, type InviteEachInput } from "./input";
import { inviteWithin, UNNAMED } from "./invite-member";
import { issueLink } from "./links";
import { emailKey } from "./name";
import type { NotInvited } from "./view";

/** What became of one address: the code of its link, or why there is none. */
export type InvitedEach = { readonly email: string } & (
  | { readonly code: PlainSecret; readonly why: null }
  | { readonly code: null; readonly why: NotInvited }
);

/**
 * Invites everybody who can be, with the same rights, and says of each address what became of it: one that is no
 * address, is given twice, or belongs to a member keeps nobody else from being invited. The same is said once of the
 * same address. Whoever may not invite, or not give these rights, invites nobody.
 */
export async function inviteEach(
  db: Db,
  principal: Principal,
  { emails, ...rights }: InviteEachInput,
): Promise<Result<InvitedEach[], Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const mayInvite = authorize(actor, { action: "createMember", resource: memberResource("*") });
    if (!mayInvite.ok) return mayInvite;
    const told: InvitedEach[] = [];
    const seen = new Set<string>();
    for (const text of emails) {
      const parsed = emailInput.safeParse(text);
      const email = parsed.success ? parsed.data : text.trim();
      const why = parsed.success ? (seen.has(emailKey(email)) ? "twice" : null) : "invalid";
      if (why !== null) {
        if (!told.some((one) => one.email === email && one.why === why)) told.push({ email, code: null, why });
        continue;
      }
      seen.add(emailKey(email));
      const one = await inviteOne(tx, actor, { email, ...rights });
      if (!one.ok) return one;
      told.push(one.value);
    }
    return ok(told);
  });
}

async function inviteOne(
  tx: Tx,
  actor: Principal,
  invitation: Parameters<typeof inviteWithin>[2],
): Promise<Result<InvitedEach, Refusal>> {
  const { email } = invitation;
  const made = await inviteWithin(tx, actor, invitation, UNNAMED);
  if (made.ok) return ok({ email, code: await issueLink(tx, made.value, "invite"), why: null });
  if (made.error.kind !== "email_taken") return err(made.error);
  return ok({ email, code: null, why: await whyTaken(tx, actor.accountId, email) });
}

/** A member of another account is told from nothing else: only that the address is taken. */
async function whyTaken(tx: Tx, accountId: string, email: string): Promise<NotInvited> {
  const [found] = await tx
    .select({ joinedAt: members.joinedAt })
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.emailKey, emailKey(email)), isNull(members.removedAt)));
  if (!found) return "elsewhere";
  return found.joinedAt === null ? "open" : "member";
}
