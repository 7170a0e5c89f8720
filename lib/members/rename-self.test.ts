import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import { asNow, issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { verifyToken } from "@/lib/tokens/verify-token";
import { getMember } from "./get-member";
import { renameSelfInput } from "./input";
import { renameSelf } from "./rename-self";

const { db } = await testDatabase();

test("a member gives themselves a name in one entry, whatever their role; through a token nobody does", async () => {
  const account = await seedAccount(db);
  const [member, owner] = [await account.join("no_access"), await account.join("owner")];
  const { secret } = await issue(db, owner, { role: "owner" });
  const found = await verifyToken(db, secret, NOWHERE);
  if (found.status !== "valid") throw new Error(found.status);
  expect(await renameSelf(db, found.principal, { name: "Somebody Else" })).toMatchObject({
    error: { kind: "unauthenticated" },
  });
  const input = renameSelfInput.parse({ name: "  Zoë van Dijk " });
  expect((await renameSelf(db, await asNow(db, member), input)).ok).toBe(true);
  expect((await renameSelf(db, await asNow(db, member), input)).ok).toBe(true);
  expect(await getMember(db, owner.principal, member.id)).toMatchObject({
    value: { firstName: "Zoë", lastName: "van Dijk" },
  });
  const named = and(eq(auditEntries.accountId, account.id), eq(auditEntries.action, "changeName"));
  expect(await db.select().from(auditEntries).where(named)).toMatchObject([
    { targetId: member.id, details: { before: { firstName: "Mo" }, after: { firstName: "Zoë" } } },
  ]);
});

test.each(["", "  ", "x".repeat(101), "a\u0000b"])("%j is no name", (name) => {
  expect(renameSelfInput.safeParse({ name }).success).toBe(false);
});
