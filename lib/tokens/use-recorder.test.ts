import { eq, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { tokenUses } from "@/drizzle/schema";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { UseRecorder } from "./use-recorder";

const { db } = await testDatabase();
const member = await (await seedAccount(db)).join("owner");
const fail = (error: unknown) => {
  throw error;
};

const restAt = async (id: string) =>
  (await db.select().from(tokenUses).where(eq(tokenUses.tokenId, id)))[0]?.restAt ?? null;

describe("uses, written after the answers", () => {
  test("the first use shows by itself, long before the batch of later ones is due", async () => {
    const { token } = await issue(db, member);
    const uses = new UseRecorder(db, fail);
    uses.note(token.id, member.principal.accountId);
    await vi.waitFor(async () => expect(await restAt(token.id)).not.toBeNull(), { timeout: 4_000, interval: 20 });
  });

  test("a thousand uses of one token are one row, and a flush writes what is left", async () => {
    const { token } = await issue(db, member);
    const uses = new UseRecorder(db, fail);
    for (let i = 0; i < 1000; i++) uses.note(token.id, member.principal.accountId);
    await uses.flush();
    const first = await restAt(token.id);
    uses.note(token.id, member.principal.accountId);
    await uses.flush();
    expect(await db.$count(tokenUses, eq(tokenUses.tokenId, token.id))).toBe(1);
    expect((await restAt(token.id))?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
  });

  test("never moves backwards, even past a clock that did", async () => {
    const { token } = await issue(db, member);
    const uses = new UseRecorder(db, fail);
    uses.note(token.id, member.principal.accountId);
    await uses.flush();
    await db.update(tokenUses).set({ restAt: sql`now() + interval '1 hour'` }).where(eq(tokenUses.tokenId, token.id));
    const later = await restAt(token.id);
    uses.note(token.id, member.principal.accountId);
    await uses.flush();
    expect(await restAt(token.id)).toEqual(later);
  });

  test("a write that fails is told of, throws nothing, and is made up for", async () => {
    const { token } = await issue(db, member);
    const failures: unknown[] = [];
    const uses = new UseRecorder(db, (error) => failures.push(error));
    await db.execute(sql`alter table token_uses rename to token_uses_away`);
    uses.note(token.id, member.principal.accountId);
    await uses.flush();
    await db.execute(sql`alter table token_uses_away rename to token_uses`);
    expect(failures).toHaveLength(1);
    await uses.flush();
    expect(await restAt(token.id)).not.toBeNull();
  });
});
