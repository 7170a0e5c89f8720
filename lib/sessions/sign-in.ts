import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { passwordMatches, TooBusy } from "@/lib/passwords/hash";
import { transact } from "@/lib/principals/change";
import { type Begun, beginSession, type Place } from "./begin-session";
import { allowTry, forgetFailures } from "./throttle";

const PASSWORD_LONGEST = 256;

type Credentials = { readonly email: string; readonly password: string };

/**
 * Begins a session for whoever knows the password. Unknown, removed and not yet joined answer as a wrong
 * password does, after the same work (security 3.9). Where they have a second factor, it is
 * asked for next.
 */
export async function signIn(db: Db, { email, password }: Credentials, place: Place): Promise<Result<Begun, Refusal>> {
  const wait = await allowTry(db, email, place.ip);
  if (wait) return err(wait);
  const member = await findByAddress(db, email);
  const matches = await checked(password, member?.passwordHash ?? null);
  if (matches === "busy") return err({ kind: "busy" });
  if (!member || !matches) return err({ kind: "wrong_password" });
  await forgetFailures(db, email, place.ip);
  return transact(db, (tx) => beginSession(tx, member, place));
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
