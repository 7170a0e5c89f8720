import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { members, sessions } from "@/drizzle/schema";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { passwordMatches, TooBusy } from "@/lib/passwords/hash";
import { memberResource } from "@/lib/policy/resource";
import { transact } from "@/lib/principals/change";
import { allowTry, forgetFailures } from "./throttle";

const PASSWORD_LONGEST = 256;

type Credentials = { readonly email: string; readonly password: string };
type Place = { readonly ip: string | null; readonly userAgent: string; readonly requestId: string | null };

/**
 * Begins a session for whoever knows the password. Unknown, removed and not yet joined answer as a wrong
 * password does, after the same work (security 3.9). The opaque id is the cookie's only content.
 */
export async function signIn(
  db: Db,
  { email, password }: Credentials,
  place: Place,
): Promise<Result<{ memberId: string; sid: PlainSecret }, Refusal>> {
  const wait = await allowTry(db, email, place.ip);
  if (wait) return err(wait);
  const member = await findByAddress(db, email);
  const matches = await checked(password, member?.passwordHash ?? null);
  if (matches === "busy") return err({ kind: "busy" });
  if (!member || !matches) return err({ kind: "wrong_password" });
  await forgetFailures(db, email, place.ip);
  return beginSession(db, member, place);
}

async function findByAddress(db: Db, email: string) {
  const emailKey = email.normalize("NFKC").trim().toLowerCase();
  const [member] = await db
    .select({ id: members.id, accountId: members.accountId, email: members.email, passwordHash: members.passwordHash })
    .from(members)
    .where(and(eq(members.emailKey, emailKey), isNull(members.removedAt)));
  return member;
}

async function checked(password: string, hash: string | null): Promise<boolean | "busy"> {
  try {
    return await passwordMatches(password.slice(0, PASSWORD_LONGEST), hash);
  } catch (error) {
    if (error instanceof TooBusy) return "busy";
    throw error;
  }
}

async function beginSession(db: Db, member: { id: string; accountId: string; email: string }, place: Place) {
  const sid = new PlainSecret(randomBytes(32).toString("base64url"));
  const id = newId();
  const { accountId } = member;
  return transact(db, async (tx) => {
    // Locked, so that no session begins after the member's removal committed.
    const [living] = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.id, member.id), eq(members.accountId, accountId), isNull(members.removedAt)))
      .for("share");
    if (!living) return err({ kind: "wrong_password" });
    const { ip, userAgent, requestId } = place;
    const digest = linkDigest(getKeys().linkPepper, sid);
    await tx
      .insert(sessions)
      .values({ id, accountId, memberId: member.id, digest, ip: ip ?? "", userAgent: userAgent.slice(0, 300) });
    const visitor = { visitor: true, accountId, memberId: member.id, origin: { ip, requestId } } as const;
    const target = { id, name: member.email };
    await recordAuditEntry(tx, visitor, {
      kind: "session",
      action: "signIn",
      resource: memberResource(member.id),
      target,
    });
    return ok({ memberId: member.id, sid });
  });
}
