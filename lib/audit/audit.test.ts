import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { asNow, issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { plantEntries } from "@/lib/testing/audit";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { verifyToken } from "@/lib/tokens/verify-token";
import { selectEntries } from "./columns";
import { beyond, NEWEST_FIRST } from "./conditions";
import { countAuditEntries } from "./count-audit-entries";
import { getAuditEntry } from "./get-audit-entry";
import { type AuditQuery, auditCountInput, auditQueryInput } from "./input";
import { SCANNED_MAX } from "./limits";
import { listAuditEntries } from "./list-audit-entries";
import type { AuditEntryView } from "./view";
import { visibleEntries } from "./visibility";

const { db } = await testDatabase();

async function people() {
  const account = await seedAccount(db);
  const [owner, admin] = [await account.join("owner"), await account.join("admin")];
  const [writer, reader] = [await account.join("writer"), await account.join("reader")];
  return { account, owner, admin, writer, reader };
}

async function list(principal: Principal, query: Partial<AuditQuery> = {}) {
  const { statements, ...asked } = query;
  const page = await listAuditEntries(db, principal, { ...auditQueryInput.parse({ limit: 20, ...asked }), statements });
  if (!page.ok) throw new Error(page.error.kind);
  return page.value;
}

const acts = async (principal: Principal, query: Partial<AuditQuery> = {}) =>
  (await list(principal, query)).items.map(({ action, target }) => `${action} ${target.name}`).sort();

/** Every id of the log, by walking its pages. */
async function walk(principal: Principal, query: Partial<AuditQuery> = {}) {
  const pages: string[][] = [];
  for (let at: Partial<AuditQuery> = query; ; ) {
    const { items, next } = await list(principal, at);
    pages.push(items.map(({ id }) => id));
    if (!next) return pages;
    at = { ...query, ...next };
  }
}

async function throughToken(secret: string): Promise<Principal> {
  const verified = await verifyToken(db, secret, NOWHERE);
  if (verified.status !== "valid") throw new Error(verified.status);
  return verified.principal;
}

/** Everybody makes a token, and the Owner does something to each of them. */
async function busyAccount() {
  const all = await people();
  const { owner, admin, writer, reader } = all;
  const tokens = {
    writers: await issue(db, writer, { name: "writers" }),
    readers: await issue(db, reader, { name: "readers" }),
    service: await issue(db, owner, { name: "service", kind: "service", role: "reader" }),
  };
  await revokeToken(db, owner.principal, { id: tokens.writers.token.id, reason: "" });
  await updateMember(db, owner.principal, { id: reader.id, baseRole: "no_access" });
  await updateMember(db, owner.principal, { id: reader.id, baseRole: "reader" });
  return { ...all, admin, tokens };
}

describe("who sees what (ux.md 1.3)", () => {
  test("Owner and Admin see the whole log", async () => {
    const { owner, admin } = await busyAccount();
    for (const { principal } of [owner, admin]) expect((await list(principal)).items).toHaveLength(6);
  });

  test("Writer and Reader see their own acts, and what was done to them and to their tokens", async () => {
    const { writer, reader } = await busyAccount();
    expect(await acts(writer.principal)).toEqual(["createAccessToken writers", "deleteAccessToken writers"]);
    const { email } = reader;
    expect(await acts(await asNow(db, reader))).toEqual([
      "createAccessToken readers",
      `updateRole ${email}`,
      `updateRole ${email}`,
    ]);
  });

  test("where a request came from is told to whoever made it and to whoever sees the whole log", async () => {
    const { account, admin, writer } = await people();
    const common = { kind: "member", targetId: writer.id, actorKind: "session", ip: "192.0.2.9" } as const;
    await plantEntries(db, account.id, [
      { ...common, memberId: writer.id, requestId: "own" },
      { ...common, memberId: admin.id, requestId: "admin's" },
    ]);
    const seen = async (principal: Principal) =>
      (await list(principal)).items.map(({ ip, requestId }) => `${ip} ${requestId}`).sort();
    expect(await seen(writer.principal)).toEqual(["192.0.2.9 own", "null null"]);
    expect(await seen(admin.principal)).toEqual(["192.0.2.9 admin's", "192.0.2.9 own"]);
  });

  test("a personal token sees what its member sees, and no more than itself if it may not look at that member", async () => {
    const { writer } = await busyAccount();
    const wide = await issue(db, writer, { name: "wide", role: "reader" });
    const narrow = await issue(db, writer, {
      name: "narrow",
      role: { source: "inline", statements: [allow("updateOn", "proj/*")] },
    });
    expect(await acts(await throughToken(wide.secret))).toEqual([
      "createAccessToken narrow",
      "createAccessToken wide",
      "createAccessToken writers",
      "deleteAccessToken writers",
    ]);
    expect(await acts(await throughToken(narrow.secret))).toEqual(["createAccessToken narrow"]);
  });

  test("a service token sees itself, and as an Admin everything; its acts are not its maker's own", async () => {
    const { account, owner, admin } = await people();
    const plain = await issue(db, admin, { name: "plain", kind: "service", role: "reader" });
    const strong = await issue(db, admin, { name: "strong", kind: "service", role: "admin" });
    expect(await acts(await throughToken(plain.secret))).toEqual(["createAccessToken plain"]);
    const made = await throughToken(strong.secret);
    await seedRole(db, { principal: made }, [allow("updateOn", "proj/x")], { key: "by-service" });
    expect(await acts(made)).toHaveLength(3);
    await updateMember(db, owner.principal, { id: admin.id, baseRole: "reader" });
    const left = await acts(await asNow(db, admin));
    expect(left).toEqual(["createAccessToken plain", "createAccessToken strong", `updateRole ${admin.email}`]);
    const [entry] = (await list(owner.principal, { spec: "role/by-service" })).items;
    expect(entry).toMatchObject({ actor: { member: null, token: { name: "strong", service: true } } });
    expect(account.id).toMatch(/^[0-9a-f]{24}$/);
  });

  test("a custom role may give the log, and a deny takes even one's own entries", async () => {
    const { owner, writer, reader } = await busyAccount();
    const auditor = await seedRole(db, owner, [allow("viewAuditLog", "acct")]);
    await giveRoles(db, owner, writer, [auditor]);
    expect((await list(await asNow(db, writer))).items.length).toBeGreaterThan(6);
    const blind = await seedRole(db, owner, [deny("viewAuditLog", "acct")], { basePermissions: "reader" });
    await giveRoles(db, owner, reader, [blind]);
    const refused = { ok: false, error: { kind: "forbidden", action: "viewAuditLog", resource: "acct" } };
    const blinded = await asNow(db, reader);
    expect(await listAuditEntries(db, blinded, auditQueryInput.parse({}))).toEqual(refused);
    expect(await countAuditEntries(db, blinded, auditCountInput.parse({ after: 0 }))).toEqual(refused);
    expect(await getAuditEntry(db, blinded, reader.id)).toEqual(refused);
  });

  test("another account's entries are never there, nor those outside one's view: not found, like none", async () => {
    const { owner, reader } = await busyAccount();
    const other = await busyAccount();
    const mine = new Set((await list(owner.principal)).items.map(({ id }) => id));
    const foreign = (await list(other.owner.principal)).items;
    expect(foreign.filter(({ id }) => mine.has(id))).toEqual([]);
    const missing = { ok: false, error: { kind: "not_found", what: "audit entry" } };
    const hidden = (await list(owner.principal, { q: "service" })).items;
    for (const { id } of [...foreign, ...hidden])
      expect(await getAuditEntry(db, reader.principal, id)).toEqual(missing);
    for (const { id } of foreign) expect(await getAuditEntry(db, owner.principal, id)).toEqual(missing);
    expect(await getAuditEntry(db, owner.principal, "nonsense")).toEqual(missing);
  });

  test("a removed member and their token are named still", async () => {
    const { account, owner, writer } = await people();
    const { secret } = await issue(db, writer, { name: "leaver's" });
    const actor = await throughToken(secret);
    await plantEntries(db, account.id, [
      {
        actorKind: "access_token",
        actorId: actor.actor.kind === "access_token" ? actor.actor.id : "",
        memberId: writer.id,
      },
    ]);
    await removeMember(db, owner.principal, writer.id);
    const [entry] = (await list(owner.principal, { q: "planted" })).items;
    expect(entry?.who).toBe("Mo writer (through the token leaver's)");
    expect(entry?.actor.member).toMatchObject({ id: writer.id, email: writer.email, removed: true });
  });
});

describe("paging", () => {
  const START = 1_700_000_000_000;

  test("entries of one millisecond, and of one microsecond, are each met once", async () => {
    const { account, owner } = await people();
    const ids = await plantEntries(db, account.id, [
      ...Array.from({ length: 25 }, () => ({ at: START })),
      ...Array.from({ length: 5 }, (_, i) => ({ at: START + 1 + i })),
    ]);
    const crowded = Array.from(
      { length: 25 },
      (_, i) =>
        `('${account.id}', timestamptz 'epoch' + ${START}${String(i).padStart(3, "0")} * interval '1 microsecond')`,
    );
    await db.execute(`insert into audit_entries (id, account_id, at, actor_kind, kind, action, resource, target_id, target_name, details)
      select substr(md5(random()::text), 1, 24), a, t, 'visitor', 'role', 'createRole', 'role/x', 'x', 'x', '{}' from (values ${crowded}) as v(a, t)`);
    for (const limit of [1, 7, 20]) {
      const pages = await walk(owner.principal, { limit });
      expect(pages.flat()).toHaveLength(55);
      expect(new Set(pages.flat()).size).toBe(55);
      expect(pages.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
    }
    const newest = (await list(owner.principal, { limit: 5 })).items.map(({ id }) => id);
    expect(newest).toEqual(ids.slice(25).reverse());
  });

  test("after belongs to the time asked for and before does not, so that times laid side by side share nothing", async () => {
    const { account, owner } = await people();
    const ids = await plantEntries(db, account.id, [{ at: START }, { at: START + 1 }, { at: START + 2 }]);
    const within = async (query: Partial<AuditQuery>) => (await list(owner.principal, query)).items.map(({ id }) => id);
    expect(await within({ before: START + 1 })).toEqual([ids[0]]);
    expect(await within({ after: START + 1 })).toEqual([ids[2], ids[1]]);
    expect(await within({ after: START, before: START + 2 })).toEqual([ids[1], ids[0]]);
    expect(await within({ after: START + 3, before: START })).toEqual([]);
  });

  test("what selects little is looked for within bounds; short and empty pages lead on to the end", async () => {
    const { account, owner } = await people();
    const [needle] = await plantEntries(db, account.id, [{ at: START, resource: "role/needle" }]);
    await plantEntries(
      db,
      account.id,
      Array.from({ length: SCANNED_MAX + 600 }, (_, i) => ({ at: START + 1 + (i >> 4), resource: `role/hay-${i}` })),
    );
    const statements = [allow("createRole", "role/needle")];
    const pages = await walk(owner.principal, { statements });
    expect(pages).toEqual([[], [needle]]);
    expect((await list(owner.principal, { spec: "role/needle" })).items.map(({ id }) => id)).toEqual([needle]);
  });
});

test("a page is read along the index of the log, without sorting it", async () => {
  const { account, owner } = await people();
  await plantEntries(
    db,
    account.id,
    Array.from({ length: 3000 }, (_, i) => ({ at: 1_700_000_000_000 + i })),
  );
  await db.execute("analyze audit_entries");
  const visible = await visibleEntries(db, owner.principal);
  if (!visible.ok) throw new Error(visible.error.kind);
  const where = and(visible.value.where, beyond(`1700000002000000-${owner.id}`));
  const page = selectEntries(db, where)
    .orderBy(...NEWEST_FIRST)
    .limit(11);
  const { rows } = await db.execute(sql`explain ${page.getSQL()}`);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("Index Scan using audit_entries_by_time");
  expect(plan).not.toContain("Sort");
});

describe("searching", () => {
  test("by the target's name, whoever acted, the action and the note; % and _ are only themselves", async () => {
    const { account, owner, writer } = await people();
    const { token } = await issue(db, writer, { name: "pipeline" });
    const actor = { actorKind: "access_token", actorId: token.id, memberId: writer.id } as const;
    await plantEntries(db, account.id, [
      { targetName: "100% sure" },
      { targetName: "snake_case" },
      { targetName: "snakeXcase" },
      { targetName: "noted", comment: "Because of the AUDIT" },
      { targetName: "by token", ...actor },
      { targetName: "by hand", actorKind: "operator", operator: "root@host" },
    ]);
    const found = async (q: string) =>
      (await list(owner.principal, { q })).items.map(({ target }) => target.name).sort();
    expect(await found("100%")).toEqual(["100% sure"]);
    expect(await found("%")).toEqual(["100% sure"]);
    expect(await found("snake_")).toEqual(["snake_case"]);
    expect(await found("\\")).toEqual([]);
    expect(await found("the audit")).toEqual(["noted"]);
    expect(await found("PIPELINE")).toEqual(["by token", "pipeline"]);
    expect(await found(writer.email.toUpperCase())).toEqual(["by token", "pipeline"]);
    expect(await found("mo writer")).toEqual(["by token", "pipeline"]);
    expect(await found("root@")).toEqual(["by hand"]);
    expect(await found("createAccess")).toEqual(["pipeline"]);
    expect(await found("nothing like it")).toEqual([]);
  });

  test("by a specifier and by statements, alone and together; a deny leaves out", async () => {
    const { owner, writer, reader, tokens } = await busyAccount();
    const personal = `member/${writer.id}:token/*`;
    expect(await acts(owner.principal, { spec: personal })).toEqual([
      "createAccessToken writers",
      "deleteAccessToken writers",
    ]);
    expect(await acts(owner.principal, { spec: `service-token/${tokens.service.token.id}` })).toEqual([
      "createAccessToken service",
    ]);
    expect(await acts(owner.principal, { spec: "member/*" })).toEqual([
      `updateRole ${reader.email}`,
      `updateRole ${reader.email}`,
    ]);
    const statements = [allow("*", "member/*:token/*"), deny("deleteAccessToken", "member/*:token/*")];
    const made = ["createAccessToken readers", "createAccessToken writers"];
    expect(await acts(owner.principal, { statements })).toEqual(made);
    expect(await acts(owner.principal, { statements, spec: personal })).toEqual(made.slice(1));
    expect(await acts(owner.principal, { statements, q: "readers" })).toEqual(made.slice(0, 1));
    expect(await acts(owner.principal, { statements: [] })).toEqual([]);
    expect(await acts(reader.principal, { statements })).toEqual(made.slice(0, 1));
  });
});

describe("counting", () => {
  const START = 1_700_000_000_000;
  const count = async (by: TestMember, query: object, statements?: AuditQuery["statements"]) => {
    const counted = await countAuditEntries(db, by.principal, { ...auditCountInput.parse(query), statements });
    if (!counted.ok) throw new Error(JSON.stringify(counted.error));
    return counted.value;
  };

  test("the parts sum to the total, edges fall into one part, and empty parts are told", async () => {
    const { account, owner } = await people();
    await plantEntries(
      db,
      account.id,
      [-1, 0, 9, 10, 10, 35, 99, 100].map((ms) => ({ at: START + ms })),
    );
    const counted = await count(owner, { after: START, before: START + 100, buckets: 10 });
    expect(counted.intervalMs).toBe(10);
    expect(counted.buckets.map(({ at }) => at)).toEqual(Array.from({ length: 10 }, (_, i) => START + i * 10));
    expect(counted.buckets.map(({ count }) => count)).toEqual([2, 2, 0, 1, 0, 0, 0, 0, 0, 1]);
    expect(counted.total).toBe(6);
    const few = await count(owner, { after: START, before: START + 3, buckets: 500 });
    expect(few.buckets).toHaveLength(3);
    const odd = await count(owner, { after: START, before: START + 101, buckets: 7 });
    expect([odd.total, odd.buckets.length]).toEqual([7, 7]);
  });

  test("until now where no end is given, as far as one sees, and as much as is selected", async () => {
    const { owner, writer } = await busyAccount();
    const after = Date.now() - 3_600_000;
    const all = await count(owner, { after });
    expect([all.total, all.buckets.length]).toEqual([6, 50]);
    expect((await count(writer, { after })).total).toBe(2);
    expect((await count(owner, { after }, [allow("createAccessToken", "*")])).total).toBe(3);
    expect((await count(owner, { after, spec: "service-token/*" })).total).toBe(1);
    expect((await count(owner, { after, q: "writers" })).total).toBe(2);
  });

  test("a time that has no length is refused by the field that makes it so", async () => {
    const { owner } = await people();
    const refused = async (query: object) => {
      const counted = await countAuditEntries(db, owner.principal, auditCountInput.parse(query));
      return counted.ok || counted.error.kind !== "invalid_input" ? null : Object.keys(counted.error.fields);
    };
    expect(await refused({ after: START, before: START })).toEqual(["before"]);
    expect(await refused({ after: Date.now() + 3_600_000 })).toEqual(["after"]);
  });
});

describe("secrets", () => {
  const SECRET = "lkp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1kDoSC";

  test("one in a note, a name or a detail is cut down as it is written", async () => {
    const { owner } = await people();
    const role = await seedRole(db, owner, [allow("updateOn", "proj/x")]);
    await updateMember(db, owner.principal, {
      id: owner.id,
      roleAttributes: { token: ["a"] },
      comment: `used ${SECRET}\u0020now`,
    });
    const rows = await db.select().from(auditEntries).where(eq(auditEntries.accountId, owner.principal.accountId));
    expect(JSON.stringify(rows)).not.toContain(SECRET.slice(4, 30));
    expect(rows.find(({ comment }) => comment)?.comment).toBe("used lkp_***DoSC now");
    expect(rows.find(({ kind }) => kind === "member")?.details).toMatchObject({
      after: { attributes: { token: ["a"] } },
    });
    expect(role.name).toBeTruthy();
  });

  test("one that stands in an older entry is cut down as it is read", async () => {
    const { account, owner } = await people();
    const [id = ""] = await plantEntries(db, account.id, [
      {
        targetName: `named ${SECRET}`,
        comment: `noted ${SECRET}`,
        details: {
          before: { digest: "c0ffee", name: SECRET },
          after: { description: `one\ntwo ${SECRET}` },
          secret: "x",
        },
      },
    ]);
    const entry = await getAuditEntry(db, owner.principal, id);
    if (!entry.ok) throw new Error(entry.error.kind);
    const text = JSON.stringify([entry.value, (await list(owner.principal)).items]);
    for (const secret of [SECRET.slice(4, 30), "c0ffee"]) expect(text).not.toContain(secret);
    expect(entry.value.after).toEqual({ description: "one\ntwo lkp_***DoSC" });
    expect(entry.value.more).toEqual({ secret: "***" });
  });
});

test("an act that the table of words does not know is named by its action", async () => {
  const { account, owner } = await people();
  await plantEntries(db, account.id, [{ action: "toString", targetName: "thing" }]);
  const [entry] = (await list(owner.principal)).items as [AuditEntryView];
  expect(entry.title).toBe("Somebody did toString on thing");
});
