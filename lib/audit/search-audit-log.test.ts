import { expect, test } from "vitest";
import type { Principal } from "@/lib/access/principal";
import { newId } from "@/lib/core/id";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { asNow, issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { plantEntries } from "@/lib/testing/audit";
import { testDatabase } from "@/lib/testing/database";
import { deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { verifyToken } from "@/lib/tokens/verify-token";
import { exportAuditLog } from "./export-audit-log";
import { auditLogExportInput, auditLogInput } from "./input";
import { LOG_COUNTED_MAX, LOG_PAGE_SIZE } from "./limits";
import { searchAuditLog } from "./search-audit-log";

const { db } = await testDatabase();

async function search(principal: Principal, query: object = {}) {
  const page = await searchAuditLog(db, principal, auditLogInput.parse(query));
  if (!page.ok) throw new Error(page.error.kind);
  return page.value;
}

const said = async (principal: Principal, query: object = {}) =>
  (await search(principal, query)).items.map(({ title }) => title);

async function exported(principal: Principal, query: object) {
  const begun = await exportAuditLog(db, principal, auditLogExportInput.parse(query));
  if (!begun.ok) return begun;
  let text = "";
  for await (const piece of begun.value) text += piece;
  return text;
}

/** A Writer with a token, a service token that revokes, and what the Owner did to them. */
async function busy() {
  const account = await seedAccount(db);
  const [owner, writer] = [await account.join("owner"), await account.join("writer")];
  const theirs = await issue(db, writer, { name: "theirs" });
  const { token: robot, secret } = await issue(db, owner, { name: "robot", kind: "service", role: "admin" });
  const verified = await verifyToken(db, secret, NOWHERE);
  if (verified.status !== "valid") throw new Error(verified.status);
  await revokeToken(db, verified.principal, { id: theirs.token.id, reason: "leaked in a log" });
  await updateMember(db, owner.principal, { id: writer.id, baseRole: "reader" });
  return { account, owner, writer, theirs: theirs.token, robot };
}

test("whoever a statement denies the log is refused it, as a page and as a file", async () => {
  const { owner, writer } = await busy();
  const blind = await seedRole(db, owner, [deny("viewAuditLog", "acct")], { basePermissions: "reader" });
  await giveRoles(db, owner, writer, [blind]);
  const denied = { principal: await asNow(db, writer) };
  const refused = { ok: false, error: { kind: "forbidden", resource: "acct" } };
  expect(await searchAuditLog(db, denied.principal, auditLogInput.parse({}))).toMatchObject(refused);
  expect(await exportAuditLog(db, denied.principal, auditLogExportInput.parse({ format: "csv" }))).toMatchObject(
    refused,
  );
});

test("only who may take the log along gets a file, and that they did is an event of it", async () => {
  const { account, owner, writer } = await busy();
  const admin = await account.join("admin");
  for (const { principal } of [admin, writer])
    expect(await exported(principal, { format: "csv" })).toEqual({
      ok: false,
      error: { kind: "forbidden", action: "exportAuditLog", resource: "acct" },
    });
  const text = await exported(owner.principal, { format: "jsonl", q: "theirs" });
  const lines = String(text)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ title }) => title)).toEqual([
    "robot (service token) revoked the token theirs",
    "Mo writer created the token theirs",
  ]);
  expect(lines[0]).toMatchObject({ comment: "leaked in a log", at: expect.stringMatching(/^\d{4}-.*Z$/) });
  expect(await said(owner.principal, { acts: ["account.exportAuditLog"] })).toEqual([
    "Mo owner exported the audit log",
  ]);
});

test("a file of many entries comes in pieces, is whole, and holds no formula", async () => {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const many = Array.from({ length: 1_203 }, (_, i) => ({ at: 1e12 + i, targetName: `=cmd|${i}` }));
  await plantEntries(db, account.id, many);
  const begun = await exportAuditLog(db, owner.principal, auditLogExportInput.parse({ format: "csv" }));
  if (!begun.ok) throw new Error(begun.error.kind);
  const pieces: string[] = [];
  for await (const piece of begun.value) pieces.push(piece);
  expect(pieces).toHaveLength(4);
  const lines = pieces.join("").trimEnd().split("\r\n");
  expect(lines).toHaveLength(1_204);
  expect(lines[0]).toMatch(/^"at","who","what","on",/);
  expect(lines[1]).toContain(`"'=cmd|1202"`);
});

test("each filter selects, and together they narrow", async () => {
  const { owner, writer, theirs, robot } = await busy();
  const all = [
    `Mo owner demoted ${writer.email} from Writer to Reader`,
    "robot (service token) revoked the token theirs",
    "Mo owner created the service token robot",
    "Mo writer created the token theirs",
  ];
  const { principal } = owner;
  expect(await said(principal)).toEqual(all);
  expect(await said(principal, { who: { kind: "member", id: owner.id } })).toEqual([all[0], all[2]]);
  expect(await said(principal, { who: { kind: "token", id: robot.id } })).toEqual([all[1]]);
  expect(await said(principal, { who: { kind: "operator" } })).toEqual([]);
  expect(await said(principal, { kinds: ["member"] })).toEqual([all[0]]);
  expect(await said(principal, { acts: ["token.deleteAccessToken"] })).toEqual([all[1]]);
  expect(await said(principal, { kinds: ["token"], acts: ["token.deleteAccessToken"] })).toEqual([all[1]]);
  expect(await said(principal, { kinds: ["member"], acts: ["token.deleteAccessToken"] })).toEqual([all[0], all[1]]);
  expect(await said(principal, { object: theirs.id })).toEqual([all[1], all[3]]);
  expect(await said(principal, { object: theirs.id, who: { kind: "member", id: writer.id } })).toEqual([all[3]]);
  expect(await said(principal, { before: 1_000 })).toEqual([]);
});

test("a search finds names of then and of today, acts in words and notes; short ones where words begin", async () => {
  const { owner, writer } = await busy();
  const { principal } = owner;
  const revoked = "robot (service token) revoked the token theirs";
  expect(await said(principal, { q: "revoked the" })).toEqual([revoked]);
  expect(await said(principal, { q: "LEAKED in" })).toEqual([revoked]);
  expect(await said(principal, { q: "robot" })).toEqual([revoked, "Mo owner created the service token robot"]);
  expect(await said(principal, { q: "th", acts: ["token.createAccessToken"] })).toEqual([
    "Mo writer created the token theirs",
  ]);
  expect(await said(principal, { q: "he", kinds: ["token"] })).toEqual([]);
  expect(await said(principal, { q: "writer-" })).toHaveLength(2);
  expect(await said(principal, { q: "100%" })).toEqual([]);
  expect(await said(writer.principal, { q: "theirs" })).toEqual([revoked, "Mo writer created the token theirs"]);
  expect(await said(writer.principal, { q: "robot" })).toEqual([revoked]);
});

test("pages go both ways without losing or repeating an event, many in one instant too, and from any place", async () => {
  const account = await seedAccount(db);
  const { principal } = await account.join("owner");
  const planted = await plantEntries(
    db,
    account.id,
    Array.from({ length: 160 }, (_, i) => ({ at: 1e12 + Math.floor(i / 40) })),
  );
  const first = await search(principal);
  expect(first).toMatchObject({ newer: null, total: { count: 160, more: false } });
  const pages = [first];
  for (let at = first; at.older; ) {
    at = await search(principal, { place: { cursor: at.older, toward: "older" } });
    pages.push(at);
  }
  const ids = pages.map(({ items }) => items.map(({ id }) => id));
  expect(ids.map(({ length }) => length)).toEqual([50, 50, 50, 10]);
  expect(ids.flat().toSorted()).toEqual(planted.toSorted());
  for (const [i, page] of [...pages.entries()].slice(1)) {
    const back = await search(principal, { place: { cursor: page.newer, toward: "newer" } });
    expect(back.items.map(({ id }) => id)).toEqual(ids[i - 1]);
  }
  const third = pages[2]?.items[7];
  const opened = await search(principal, { place: { cursor: third?.place, toward: "from" } });
  expect(opened.items[0]?.id).toBe(third?.id);
  const long = { cursor: `${(1e12 + 2) * 1000}-${newId()}`, toward: "older" };
  expect((await search(principal, { place: long })).items.length).toBe(LOG_PAGE_SIZE);
});

test("matches are counted up to a bound", async () => {
  const account = await seedAccount(db);
  const { principal } = await account.join("owner");
  await plantEntries(
    db,
    account.id,
    Array.from({ length: LOG_COUNTED_MAX + 5 }, () => ({ kind: "role" as const })),
  );
  expect((await search(principal)).total).toEqual({ count: LOG_COUNTED_MAX, more: true });
});

test("what happened by itself names the act that brought it about, to whoever may see that", async () => {
  const { owner, writer } = await busy();
  const { token } = await issue(db, writer, { name: "laptop" });
  await removeMember(db, owner.principal, writer.id);
  const [removal, deactivation] = (await search(owner.principal)).items;
  expect(deactivation).toMatchObject({
    target: { id: token.id },
    causedBy: removal?.id,
    cause: `Mo owner removed ${writer.email}`,
  });
  expect(removal?.cause).toBeNull();
});

test("neither another account's events nor others' are found by any filter", async () => {
  const { owner, writer, theirs, robot } = await busy();
  const other = await busy();
  for (const query of [{ object: theirs.id }, { who: { kind: "member", id: owner.id } }, { q: theirs.id }])
    expect(await said(other.owner.principal, query)).toEqual([]);
  expect(await said(writer.principal, { object: robot.id })).toEqual([]);
  expect(await said(writer.principal, { kinds: ["token"] })).toEqual([
    "robot (service token) revoked the token theirs",
    "Mo writer created the token theirs",
  ]);
});
