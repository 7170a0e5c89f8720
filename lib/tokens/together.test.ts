import { eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import { poolOf } from "@/lib/db/prepared";
import { NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, seedRole } from "@/lib/testing/roles";
import { createToken } from "./create-token";
import { createTokenInput } from "./input";
import { verifyToken } from "./verify-token";

const { db } = await testDatabase();
const AT_ONCE = 40;

const inserts = (spy: { mock: { calls: unknown[][] } }) =>
  spy.mock.calls.filter(([query]) => String((query as { name?: string }).name).startsWith("insert_token")).length;

test("what one maker makes at the same time is written by few statements, and each has its own secret, role and entry", async () => {
  const account = await seedAccount(db);
  const maker = await account.join("owner");
  const owner = maker.principal;
  const role = await seedRole(db, maker, [allow("viewProject", "proj/*")]);
  const asked = Array.from({ length: AT_ONCE }, (_, i) =>
    createTokenInput.parse({
      name: `token ${i}`,
      role: i % 2 === 0 ? { source: "base", baseRole: "reader" } : { source: "custom", roles: [role.key] },
    }),
  );
  const spy = vi.spyOn(poolOf(db), "query");
  const made = await Promise.all(asked.map((input) => createToken(db, owner, input)));
  expect(inserts(spy)).toBeLessThan(AT_ONCE / 4);
  spy.mockRestore();

  for (const [i, issued] of made.entries()) {
    if (!issued.ok) throw new Error(issued.error.kind);
    const { token, secret } = issued.value;
    expect(token.name).toBe(`token ${i}`);
    expect(await verifyToken(db, secret.reveal(), NOWHERE)).toMatchObject({
      status: "valid",
      principal: { actor: { id: token.id } },
    });
    expect(token.role).toMatchObject(
      i % 2 === 0 ? { source: "base", baseRole: "reader" } : { source: "custom", roles: [{ key: role.key }] },
    );
    const entries = await db
      .select({ name: auditEntries.targetName })
      .from(auditEntries)
      .where(sql`${eq(auditEntries.accountId, account.id)} and ${eq(auditEntries.targetId, token.id)}`);
    expect(entries).toEqual([{ name: `token ${i}` }]);
  }
});

test("one form sent many times at the same time makes one token", async () => {
  const owner = (await (await seedAccount(db)).join("owner")).principal;
  const input = createTokenInput.parse({ name: "once", role: { source: "base", baseRole: "reader" } });
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => createToken(db, owner, input, "the-same-form-sent")),
  );
  const [made] = answers.filter(({ ok }) => ok);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const id = made?.ok ? made.value.token.id : "";
  for (const answer of answers) if (!answer.ok) expect(answer.error).toEqual({ kind: "already_created", id });
});

test("what the database refuses takes nothing else along", async () => {
  const owner = (await (await seedAccount(db)).join("owner")).principal;
  const input = (name: string) => createTokenInput.parse({ name, role: { source: "base", baseRole: "reader" } });
  const bad = { ...input("bad"), name: "a\u0000b" }; // no door lets such a one through
  const told = await Promise.allSettled(
    [input("a"), input("b"), bad, input("c")].map((one) => createToken(db, owner, one)),
  );
  expect(told.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
});
