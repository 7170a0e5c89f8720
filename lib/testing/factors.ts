import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { memberTotp } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { beginEnrolment } from "@/lib/factors/begin-enrolment";
import { confirmEnrolment } from "@/lib/factors/confirm-enrolment";
import type { Enrolling } from "@/lib/principals/reload-principal";
import { NOWHERE } from "./account";
import { PASSWORD } from "./password";

/** The code of a key at a step that is so many away from the database's present one. */
export async function codeAt(db: Db, key: string, away = 0): Promise<string> {
  const { rows } = await db.execute<{ now: string }>("select extract(epoch from clock_timestamp()) * 1000 as now");
  const timestamp = Number(rows[0]?.now) + away * 30_000;
  return new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) }).generate({ timestamp });
}

/** How a member sets up a factor by the session that they have. */
export function enrollingOf({ principal, email }: { principal: Principal; email: string }) {
  const { accountId, memberId, actor } = principal;
  if (memberId === null || actor.kind !== "session") throw new Error("nobody is signed in");
  return { accountId, memberId, sessionId: actor.id, origin: NOWHERE, email } satisfies Enrolling & { email: string };
}

/** A member with the test's password sets up an app: its key, their recovery codes, and the new id of their session. */
export async function enrol(db: Db, member: { principal: Principal; email: string }) {
  const begun = await beginEnrolment(db, enrollingOf(member), { password: PASSWORD });
  if (!begun.ok) throw new Error(`setting up was refused: ${begun.error.kind}`);
  const key = begun.value.key.reveal();
  const done = await confirmEnrolment(db, enrollingOf(member), { code: await codeAt(db, key) });
  if (!done.ok) throw new Error(`the first code was refused: ${done.error.kind}`);
  // The present code is free again: the one after the next would be out of reach, and the one before the present soon is.
  await db
    .update(memberTotp)
    .set({ usedStep: null })
    .where(eq(memberTotp.memberId, enrollingOf(member).memberId));
  const sid = done.value.sid.reveal();
  Object.assign(member, { sid }); // they go on by their session's new id
  return { key, codes: done.value.codes.map((code) => code.reveal()), sid };
}
