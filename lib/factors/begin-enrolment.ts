import "server-only";
import { sql } from "drizzle-orm";
import { memberTotp } from "@/drizzle/schema";
import { provenLately } from "@/lib/access/proven-lately";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberResource } from "@/lib/policy/resource";
import { changeEnrolling } from "@/lib/principals/change";
import { isGuarded } from "@/lib/principals/guarded";
import type { Enrolling } from "@/lib/principals/reload-principal";
import { provePassword } from "@/lib/sessions/prove-password";
import type { BeginEnrolmentInput } from "./input";
import { newTotpKey, totpKeyText, totpUri } from "./totp";
import { sealTotpKey } from "./totp-key";

/** What an authenticator app is given: the address in its picture, and the key to type. Whoever knows either makes codes. */
export type AppKey = { readonly uri: PlainSecret; readonly key: PlainSecret };

/**
 * Makes the key of an authenticator app, after proof of the password; whoever has another factor has to have proved lately who they are,
 * since its codes will prove that. It is no factor until `confirmEnrolment` has seen a code of it;
 * beginning again makes another key.
 */
export async function beginEnrolment(
  db: Db,
  enrolling: Enrolling,
  { password }: BeginEnrolmentInput,
): Promise<Result<AppKey, Refusal>> {
  const { accountId, memberId } = enrolling;
  const proven = await provePassword(db, enrolling, password);
  if (!proven.ok) return proven;
  const { email } = proven.value;
  return changeEnrolling(db, enrolling, async (tx, actor) => {
    const late = (await isGuarded(tx, enrolling)) ? provenLately(actor) : ok(null);
    if (!late.ok) return late;
    const key = newTotpKey();
    const sealed = sealTotpKey({ accountId, memberId }, key);
    const made = await tx
      .insert(memberTotp)
      .values({ memberId, accountId, sealed })
      .onConflictDoUpdate({
        target: memberTotp.memberId,
        set: { sealed, createdAt: sql`now()`, usedStep: null },
        setWhere: sql`${memberTotp.accountId} = ${accountId} and ${memberTotp.confirmedAt} is null`,
      })
      .returning({ memberId: memberTotp.memberId });
    if (made.length === 0) return err({ kind: "factor_there" });
    await recordAuditEntry(tx, actor, {
      kind: "member",
      action: "beginSecondFactor",
      resource: memberResource(memberId),
      target: { id: memberId, name: email },
    });
    return ok(shownKey(key, email));
  });
}

/** A key as it is given to an app. */
export const shownKey = (key: Uint8Array, email: string): AppKey => ({
  uri: new PlainSecret(totpUri(key, email)),
  key: new PlainSecret(totpKeyText(key)),
});
