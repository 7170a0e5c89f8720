import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { members } from "@/drizzle/schema";
import { change } from "@/lib/principals/change";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { findSession, peekSession } from "@/lib/sessions/find-session";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput } from "@/lib/tokens/input";
import { verifyToken } from "@/lib/tokens/verify-token";
import { issue, NOWHERE } from "./account";
import { aStage } from "./acts";
import { testDatabase } from "./database";

const { db } = await testDatabase();

/** Somebody of whom nothing but `removed_at` was set: their sessions, links and tokens were forgotten. */
async function halfRemoved() {
  const { accountId, writer } = await aStage(db);
  const personal = await issue(db, writer, { name: "mine" });
  const service = await issue(db, writer, { name: "ours", kind: "service" });
  await db
    .update(members)
    .set({ removedAt: sql`now()` })
    .where(and(eq(members.id, writer.id), eq(members.accountId, accountId)));
  return { accountId, writer, personal, service };
}

test("I25 · that a member is removed is enough: no session is theirs any more", async () => {
  const { writer } = await halfRemoved();
  expect(await findSession(db, writer.sid, NOWHERE)).toBeNull();
  expect(await peekSession(db, writer.sid)).toBeNull();
});

test("I25 · that a member is removed is enough: their personal token is dead, and a service token works on", async () => {
  const { accountId, writer, personal, service } = await halfRemoved();
  expect(await verifyToken(db, personal.secret, NOWHERE)).toMatchObject({ status: "dead", reason: "deactivated" });
  expect(await verifyToken(db, service.secret, NOWHERE)).toMatchObject({ status: "valid" });
  expect(await findMemberStanding(db, accountId, writer.id)).toBeNull();
});

test("I25 · that a member is removed is enough: what they had begun is not carried out", async () => {
  const { writer } = await halfRemoved();
  const asked = createTokenInput.parse({ role: { source: "base", baseRole: "reader" } });
  expect(await createToken(db, writer.principal, asked)).toEqual({ ok: false, error: { kind: "unauthenticated" } });
  const nothing = async () => ({ ok: true, value: null }) as const;
  expect(await change(db, writer.principal, nothing)).toEqual({ ok: false, error: { kind: "unauthenticated" } });
});
