import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import { issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { createToken } from "./create-token";
import { createTokenInput } from "./input";
import { pauseToken } from "./pause-token";
import { resumeToken } from "./resume-token";
import { updateToken } from "./update-token";
import { verifyToken } from "./verify-token";

const { db } = await testDatabase();
const verify = (secret: string) => verifyToken(db, secret, NOWHERE);

async function people() {
  const account = await seedAccount(db);
  const [owner, writer] = [await account.join("owner"), await account.join("writer")];
  return { account, owner, writer, ...(await issue(db, writer, { role: "writer" })) };
}

describe("pausing a token", () => {
  test("its secret stops at once and works again when it is resumed; an entry each, and none for who comes second", async () => {
    const { writer, token, secret } = await people();
    expect(await pauseToken(db, writer.principal, { id: token.id, reason: "" })).toMatchObject({
      value: { status: "paused", paused: true },
    });
    expect(await verify(secret)).toMatchObject({ status: "dead", reason: "paused" });
    expect(await pauseToken(db, writer.principal, { id: token.id, reason: "" })).toMatchObject({
      error: { kind: "changed_since" },
    });
    expect(await resumeToken(db, writer.principal, { id: token.id, reason: "" })).toMatchObject({
      value: { status: "active", paused: false },
    });
    expect((await verify(secret)).status).toBe("valid");
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, token.id));
    expect(entries.map(({ action }) => action)).toEqual(["createAccessToken", "pauseAccessToken", "resumeAccessToken"]);
  });

  test("an Owner pauses anybody's, a Writer nobody else's, and a token not itself without being an Admin's", async () => {
    const { account, owner, writer, token, secret } = await people();
    const other = await account.join("writer");
    const found = await verify(secret);
    if (found.status !== "valid") throw new Error(found.status);
    expect(await pauseToken(db, other.principal, { id: token.id, reason: "" })).toMatchObject({
      error: { kind: "not_found" },
    });
    expect(await pauseToken(db, found.principal, { id: token.id, reason: "" })).toMatchObject({
      error: { kind: "forbidden", action: "deleteAccessToken", resource: `member/${writer.id}:token/${token.id}` },
    });
    expect((await pauseToken(db, owner.principal, { id: token.id, reason: "" })).ok).toBe(true);
  });

  test("the reason is kept, and a change by PATCH to what is there already is no refusal (ruling R20)", async () => {
    const { writer, token } = await people();
    await pauseToken(db, writer.principal, { id: token.id, reason: "seen in a log" });
    expect((await updateToken(db, writer.principal, { id: token.id, paused: true, comment: "" })).ok).toBe(true);
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, token.id));
    expect(entries.slice(1)).toMatchObject([{ action: "pauseAccessToken", comment: "seen in a log" }]);
  });

  test("what it had begun is not carried out", async () => {
    const { owner } = await people();
    const { token, secret } = await issue(db, owner, { role: "owner" });
    const found = await verify(secret);
    if (found.status !== "valid") throw new Error(found.status);
    await pauseToken(db, owner.principal, { id: token.id, reason: "" });
    const input = createTokenInput.parse({ role: { source: "base", baseRole: "reader" } });
    expect(await createToken(db, found.principal, input)).toEqual({ ok: false, error: { kind: "unauthenticated" } });
  });

  test("together with a new name it is one change and one entry, which tells both", async () => {
    const { writer, token } = await people();
    await updateToken(db, writer.principal, { id: token.id, name: "later", paused: true, comment: "" });
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, token.id));
    expect(entries.slice(1)).toMatchObject([
      { action: "updateAccessTokenName", details: { after: { name: "later", paused: true } } },
    ]);
  });
});
