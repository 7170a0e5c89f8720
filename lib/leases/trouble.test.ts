import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { accessTokens } from "@/drizzle/schema";
import { updateMember } from "@/lib/members/update-member";
import { issue, NOWHERE, seedAccount, setRole } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { HeldLine } from "@/lib/testing/held-line";
import { revokePresented } from "@/lib/tokens/revoke-presented";
import type { AuthorityChange } from "./authority-change";
import { Lease } from "./lease";
import { LEASE_MS } from "./limits";
import { notedChange, settled } from "./settle";

const { db, url } = await testDatabase();
const pool = new pg.Pool({ connectionString: url, max: 4 });
pool.on("error", () => {});
const leases: Lease[] = [];
const lines: HeldLine[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const line of lines.splice(0)) line.release();
  await Promise.all(leases.splice(0).map((lease) => lease.stop()));
});
afterAll(() => pool.end());

/** A lease on a line that a test holds, with what it forgot. */
async function startLease() {
  const line = new HeldLine(pool);
  const forgotten: (AuthorityChange | "all")[] = [];
  const forget = (changes: readonly AuthorityChange[] | "all") =>
    void forgotten.push(...(changes === "all" ? (["all"] as const) : changes));
  const lease = new Lease(pool, { forget, onError: () => {}, open: line.open });
  leases.push(lease);
  lines.push(line);
  await untilHeld(lease);
  return { lease, line, forgotten };
}

async function untilHeld(lease: Lease): Promise<void> {
  while (!lease.held()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const account = await seedAccount(db);
const owner = await account.join("owner");
const member = await account.join("reader");

/** Commits a change of a token's and says nothing to anybody; its number. */
async function commitChange(): Promise<{ xid: string; tokenId: string }> {
  const { token } = await issue(db, member);
  const xid = await db.transaction(async (tx) => {
    await tx.update(accessTokens).set({ pausedAt: sql`now()` }).where(eq(accessTokens.id, token.id));
    return notedChange(tx);
  });
  if (xid === null) throw new Error("the change was not noted");
  return { xid, tokenId: token.id };
}

/** Those who have not taken it in. */
async function behind(xid: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from authority_instances where not pg_visible_in_snapshot(${xid}::xid8, taken)`,
  );
  return rows.map(({ id }) => id);
}

describe("whoever makes a change may die", () => {
  test("between its commit and its wait: the change is taken in all the same", async () => {
    const { forgotten } = await startLease();
    const { tokenId } = await commitChange();
    await expect.poll(() => forgotten, { timeout: 60_000 }).toContainEqual({ accountId: account.id, tokenId });
  });

  test("and where no notice ever comes, with the next renewal", async () => {
    const { forgotten } = await startLease();
    await db.execute(sql`insert into authority_changes (xid, account_id, token_id)
      values (pg_current_xact_id(), ${account.id}, 'unannounced')`);
    const change = { accountId: account.id, tokenId: "unannounced" };
    await expect.poll(() => forgotten, { timeout: 60_000 }).toContainEqual(change);
  });
});

describe("a process that is dead", () => {
  test("is waited for as long as a lease lasts, once, and then struck off", async () => {
    await db.execute(sql`insert into authority_instances (id, taken) values ('dead', pg_current_snapshot())`);
    const first = await commitChange();
    const begun = performance.now();
    await settled(db, first.xid);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(LEASE_MS);
    expect(await behind(first.xid)).toEqual([]);
    const { rows } = await db.execute(sql`select from authority_instances where id = 'dead'`);
    expect(rows).toEqual([]);
  });

  test("keeps no change from being forgotten for good: what everybody has taken in goes, what somebody has not stays", async () => {
    const { line, forgotten } = await startLease();
    line.hold();
    const { tokenId } = await commitChange();
    await db.execute(sql`update authority_changes set at = now() - interval '2 hours'`); // the database's clock has jumped
    await startLease(); // one that comes sweeps
    const left = await db.execute<{ id: string }>(sql`select token_id as id from authority_changes`);
    expect(left.rows.map(({ id }) => id)).toContain(tokenId);
    line.release();
    await expect.poll(() => forgotten, { timeout: 60_000 }).toContainEqual({ accountId: account.id, tokenId });
  });
});

describe("what is under way on a line that was given up", () => {
  test("says nothing for the line that came after it", async () => {
    const { lease, line } = await startLease();
    const old = line.asked.filter(({ name }) => name === "lease_register" || name === "lease_renew");
    await db.execute(sql`delete from authority_instances`); // struck off: it comes back under another name
    await expect.poll(() => line.asked.filter(({ name }) => name === "lease_register").length).toBe(2);
    await untilHeld(lease);
    line.hold();
    const { xid } = await commitChange();
    const waiting = await behind(xid);
    expect(waiting).toHaveLength(1);
    for (const asked of old) await line.late(asked);
    expect(await behind(xid)).toEqual(expect.arrayContaining(waiting));
    line.release();
  });

  test("a renewal that the database has and the process does not know of makes it begin anew", async () => {
    const { line, forgotten } = await startLease();
    forgotten.length = 0;
    await db.execute(sql`update authority_instances set renewals = renewals + 1`);
    await expect.poll(() => forgotten, { timeout: 60_000 }).toContain("all");
    expect(line.asked.filter(({ name }) => name === "lease_register")).toHaveLength(2);
  });
});

describe("clocks", () => {
  test("a clock on the wall that jumps ahead ends the lease at once, and what was remembered is forgotten", async () => {
    const { lease, line, forgotten } = await startLease();
    line.hold();
    forgotten.length = 0;
    const real = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => real() + 3_600_000);
    expect(lease.held()).toBe(false);
    line.release();
    await untilHeld(lease);
    expect(forgotten).toContain("all");
  });

  test("one that is set back prolongs nothing", async () => {
    const { lease, line } = await startLease();
    line.hold();
    const real = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => real() - 3_600_000);
    expect(lease.left()).toBeLessThanOrEqual(LEASE_MS);
    await expect.poll(() => lease.held(), { timeout: 60_000 }).toBe(false);
    line.release();
  });
});

test("changes of a database that was restored from another's back-up, with numbers yet to come, are none", async () => {
  await db.execute(sql`insert into authority_changes (xid, account_id, token_id)
    values ('9000000000000'::xid8, ${account.id}, 'restored')`);
  const { line, forgotten } = await startLease();
  const { tokenId } = await commitChange();
  await expect.poll(() => forgotten, { timeout: 60_000 }).toContainEqual({ accountId: account.id, tokenId });
  expect(forgotten).not.toContainEqual({ accountId: account.id, tokenId: "restored" });
  await db.execute(sql`update authority_changes set at = now() - interval '2 hours'`);
  line.hold();
  await startLease();
  const left = await db.execute<{ id: string }>(sql`select token_id as id from authority_changes`);
  expect(left.rows.map(({ id }) => id)).not.toContain("restored");
  line.release();
});

describe("a call that finds its work done already, by another that still waits", () => {
  test.each([
    ["ending a token by its secret", (secret: string) => revokePresented(db, secret, NOWHERE)],
    [
      "setting the role that a member has",
      () => updateMember(db, owner.principal, { id: member.id, baseRole: "reader" }),
    ],
  ])("waits as well: %s", async (_, act) => {
    const { secret, token } = await issue(db, member);
    const { lease, line } = await startLease();
    line.hold();
    await db.update(accessTokens).set({ revokedAt: sql`now()` }).where(eq(accessTokens.id, token.id));
    await setRole(db, member.id, "reader");
    await act(secret);
    expect(lease.held()).toBe(false);
    line.release();
  });
});
