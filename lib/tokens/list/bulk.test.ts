import { and, eq, inArray, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accessTokens, auditEntries, tokenSecrets } from "@/drizzle/schema";
import { asNow, issue, NOWHERE, seedAccount, type TestAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { bulkInput, tokenSelectionInput } from "../list-input";
import { BULK_BATCH, BULK_MAX } from "../list-view";
import { verifyToken } from "../verify-token";
import { pauseTokens, resumeTokens } from "./pause-tokens";
import { previewBulk } from "./preview-bulk";
import { revokeTokens } from "./revoke-tokens";

const { db } = await testDatabase();

async function team() {
  const account = await seedAccount(db);
  const [owner, admin, reader] = [
    await account.join("owner"),
    await account.join("admin"),
    await account.join("reader"),
  ];
  return { account, owner, admin, reader };
}

/** Copies of one token, made behind the domain's back since so many take long. */
async function many(account: TestAccount, of: TestMember, count: number): Promise<string[]> {
  const { token } = await issue(db, of, { name: "many" });
  const columns = sql.raw(
    "member_id, kind, name, description, secret_tail, role_source, base_role, ceilings, default_api_version, level, secret_confirmed_at",
  );
  await db.execute(sql`insert into access_tokens (id, account_id, ${columns})
    select substr(md5(${account.id} || i), 1, 24), account_id, ${columns} from access_tokens, generate_series(1, ${count}) i where id = ${token.id}`);
  await db.execute(sql`insert into token_secrets (id, account_id, token_id, key_id, digest, last4, state)
    select id, account_id, id, 1, sha256(id::bytea), 'xxxx', 'current' from access_tokens where account_id = ${account.id} and id <> ${token.id}`);
  const rows = await db
    .select({ id: accessTokens.id })
    .from(accessTokens)
    .where(eq(accessTokens.accountId, account.id));
  return rows.map(({ id }) => id);
}

const input = (ids: readonly string[], more: object = {}) => bulkInput.parse({ ids, ...more });
const entriesOf = (ids: readonly string[], action: string) =>
  db
    .select({ targetId: auditEntries.targetId, comment: auditEntries.comment })
    .from(auditEntries)
    .where(and(inArray(auditEntries.targetId, [...ids]), eq(auditEntries.action, action)));

describe("refusals", () => {
  it("more than a batch, no token and a reason with hidden characters are no input", () => {
    const ids = Array.from({ length: BULK_BATCH + 1 }, (_, i) => String(i));
    expect(bulkInput.safeParse({ ids }).success).toBe(false);
    expect(bulkInput.safeParse({ ids: [] }).success).toBe(false);
    expect(bulkInput.safeParse({ ids: ["a"], reason: "a\u202eb" }).success).toBe(false);
    expect(tokenSelectionInput.safeParse({ ids: Array(BULK_MAX + 1).fill("a") }).success).toBe(false);
  });

  it("somebody else's personal token is no more than gone, a service token is named and left, one's own is done", async () => {
    const { admin, reader } = await team();
    const [theirs, service, own] = [
      await issue(db, admin, { name: "theirs" }),
      await issue(db, admin, { name: "service", kind: "service" }),
      await issue(db, reader, { name: "own" }),
    ];
    const ids = [theirs, service, own].map(({ token }) => token.id);
    for (const act of [pauseTokens, revokeTokens]) {
      const done = await act(db, await asNow(db, reader), input([...ids, "nothing"]));
      expect(done).toEqual({
        ok: true,
        value: {
          done: [own.token.id],
          failed: [
            { id: theirs.token.id, name: "", why: "gone" },
            { id: service.token.id, name: "service", why: "forbidden" },
            { id: "nothing", name: "", why: "gone" },
          ],
        },
      });
    }
    expect(await entriesOf(ids.slice(0, 2), "deleteAccessToken")).toEqual([]);
    expect((await verifyToken(db, theirs.secret, NOWHERE)).status).toBe("valid");
    expect((await verifyToken(db, own.secret, NOWHERE)).status).not.toBe("valid");
  });

  it("a set that changed since it was looked at asks again, and nothing is done", async () => {
    const { owner, admin } = await team();
    const made = [await issue(db, admin), await issue(db, admin), await issue(db, admin)].map(({ token }) => token.id);
    const selection = tokenSelectionInput.parse({ all: true, tab: "all", filters: {} });
    const seen = await previewBulk(db, owner.principal, selection);
    expect([seen.n, seen.ids.length, seen.more]).toEqual([3, 3, false]);
    await issue(db, admin);
    const check = { selection, expected: seen.expected };
    const refused = await revokeTokens(db, owner.principal, input(made, { check }));
    expect(refused).toEqual({ ok: false, error: { kind: "changed_since", what: "access token" } });
    expect(await entriesOf(made, "deleteAccessToken")).toEqual([]);
    const again = await previewBulk(db, owner.principal, selection);
    const done = await revokeTokens(
      db,
      owner.principal,
      input(again.ids, { check: { selection, expected: again.expected } }),
    );
    expect(done.ok && done.value.done.length).toBe(4);
  });

  it("what an administrator's session could do ends with the session", async () => {
    const { owner, admin } = await team();
    const { token } = await issue(db, owner);
    await db.execute(sql`update sessions set ended_at = now() where member_id = ${admin.id}`);
    expect(await revokeTokens(db, admin.principal, input([token.id]))).toMatchObject({ ok: false });
  });
});

describe("acts", () => {
  it("of two administrators on the same rows each token is ended once, with one entry, and the second is told", async () => {
    const { account, owner, admin } = await team();
    const ids = (await many(account, owner, 60)).slice(0, 50);
    const [one, two] = await Promise.all([
      revokeTokens(db, owner.principal, input(ids, { reason: "one" })),
      revokeTokens(db, admin.principal, input(ids.toReversed(), { reason: "two" })),
    ]);
    const outcomes = [one, two].flatMap((each) => (each.ok ? [each.value] : []));
    expect(outcomes.map(({ done, failed }) => done.length + failed.length)).toEqual([50, 50]);
    expect(outcomes.flatMap(({ done }) => done).sort()).toEqual([...ids].sort());
    expect(outcomes.flatMap(({ failed }) => failed).every(({ why }) => why === "gone")).toBe(true);
    expect(await entriesOf(ids, "deleteAccessToken")).toHaveLength(50);
  });

  it("500 are ended in batches, each in one transaction, with an entry and dead secrets for each", async () => {
    const { account, owner } = await team();
    await many(account, owner, 520);
    const selection = tokenSelectionInput.parse({ all: true, tab: "all", filters: {} });
    const seen = await previewBulk(db, owner.principal, selection);
    expect([seen.n, seen.more, seen.others.length]).toEqual([BULK_MAX, true, 50]);
    for (let i = 0; i < BULK_MAX; i += BULK_BATCH) {
      const done = await revokeTokens(
        db,
        owner.principal,
        input(seen.ids.slice(i, i + BULK_BATCH), { reason: "cleanup" }),
      );
      expect(done.ok && done.value.done.length).toBe(BULK_BATCH);
    }
    const entries = await entriesOf(seen.ids, "deleteAccessToken");
    expect(new Set(entries.map(({ targetId }) => targetId)).size).toBe(BULK_MAX);
    expect(entries.every(({ comment }) => comment === "cleanup")).toBe(true);
    const alive = await db
      .select({ id: tokenSecrets.id })
      .from(tokenSecrets)
      .where(and(inArray(tokenSecrets.tokenId, seen.ids), sql`${tokenSecrets.state} <> 'dead'`));
    expect(alive).toEqual([]);
  });

  it("pausing and resuming are noted once: what is so already counts as done without an entry", async () => {
    const { owner } = await team();
    const { token, secret } = await issue(db, owner);
    for (let i = 0; i < 2; i++) {
      expect(await pauseTokens(db, owner.principal, input([token.id]))).toMatchObject({ value: { done: [token.id] } });
    }
    expect(await entriesOf([token.id], "pauseAccessToken")).toHaveLength(1);
    expect((await verifyToken(db, secret, NOWHERE)).status).not.toBe("valid");
    await resumeTokens(db, owner.principal, input([token.id]));
    expect((await verifyToken(db, secret, NOWHERE)).status).toBe("valid");
  });

  it("the preview names those used within a day first, and those that may not be managed apart", async () => {
    const { account, owner, admin, reader } = await team();
    const [idle, busy] = [await issue(db, reader, { name: "idle" }), await issue(db, reader, { name: "busy" })];
    await issue(db, admin, { name: "service", kind: "service" });
    await db.execute(
      sql`insert into token_uses (token_id, account_id, telemetry_at) values (${busy.token.id}, ${account.id}, now())`,
    );
    const all = tokenSelectionInput.parse({ all: true, tab: "all", filters: {} });
    const seen = await previewBulk(db, await asNow(db, reader), all);
    expect(seen.recent.map(({ name }) => name)).toEqual(["busy"]);
    expect(seen.others.map(({ name }) => name)).toEqual(["idle"]);
    expect(seen.skipped.map(({ name }) => name)).toEqual(["service"]);
    expect(seen.ids).toEqual([busy.token.id, idle.token.id]);
    const but = tokenSelectionInput.parse({ all: true, tab: "all", filters: {}, except: [busy.token.id] });
    expect((await previewBulk(db, owner.principal, but)).ids).not.toContain(busy.token.id);
  });
});
