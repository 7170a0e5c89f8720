import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { passwordMatches } from "@/lib/passwords/hash";
import { allowTry, forgetFailures } from "./throttle";

/** The principal as their own member: what an act on their ways of signing in needs to know of them. */
export type Proven = { readonly email: string; readonly firstName: string };

/**
 * Whether whoever sits at the session knows its member's password: asked before an act that would let a stranger at an open
 * screen stay (security 3.9). Tries count like those of signing in.
 */
export async function provePassword(
  db: Db,
  principal: Pick<Principal, "accountId" | "memberId" | "origin">,
  password: string,
): Promise<Result<Proven, Refusal>> {
  const [member] = await db
    .select({ email: members.email, firstName: members.firstName, hash: members.passwordHash })
    .from(members)
    .where(and(eq(members.id, principal.memberId ?? ""), eq(members.accountId, principal.accountId)));
  if (!member) return err({ kind: "unauthenticated" });
  const wait = await allowTry(db, member.email, principal.origin.ip);
  if (wait) return err(wait);
  if (!(await passwordMatches(password, member.hash))) return err({ kind: "wrong_password" });
  await forgetFailures(db, member.email, principal.origin.ip);
  return ok({ email: member.email, firstName: member.firstName });
}
