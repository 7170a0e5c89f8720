import { and, eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, members } from "@/drizzle/schema";
import { auditQueryInput } from "@/lib/audit/input";
import { listAuditEntries } from "@/lib/audit/list-audit-entries";
import { getAccount } from "@/lib/principals/get-account";
import { asNow, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { renameAccountInput, saveSignInRulesInput, saveTokenRulesInput } from "./input";
import { lastSaved } from "./last-saved";
import { authorizeSettings, settingsRights } from "./permissions";
import { readTokenRules } from "./read-token-rules";
import { renameAccount } from "./rename-account";
import { saveTokenRules } from "./save-token-rules";
import { readSignInRules, saveSignInRules } from "./sign-in-rules";
import type { TokenRules } from "./view";

const { db } = await testDatabase();

const BEGINNING: TokenRules = {
  personalMakers: "everybody",
  serviceMakers: "everybody",
  longestDays: null,
  neverAllowed: true,
  personalDays: 90,
  serviceDays: 365,
  staleDays: 90,
  pauseAfterDays: null,
  overlapHours: 168,
};

async function people() {
  const account = await seedAccount(db);
  const [owner, admin, writer] = [
    await account.join("owner"),
    await account.join("admin"),
    await account.join("writer"),
  ];
  return { account, owner, admin, writer };
}

const save = (member: TestMember, seen: TokenRules, rules: Partial<TokenRules>) =>
  saveTokenRules(db, member.principal, saveTokenRulesInput.parse({ seen, asked: { ...seen, ...rules } }));

const newestTitle = async (member: TestMember) => {
  const page = await listAuditEntries(db, await asNow(db, member), auditQueryInput.parse({ limit: 1 }));
  return page.ok ? page.value.items[0]?.title : page.error.kind;
};

const entriesOf = (accountId: string) =>
  db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.accountId, accountId), eq(auditEntries.kind, "account")));

describe("token rules", () => {
  test("whoever may not change them is refused by name and changes nothing; a role may give just that", async () => {
    const { account, owner, admin, writer } = await people();
    expect(await save(writer, BEGINNING, { staleDays: 30 })).toEqual({
      ok: false,
      error: { kind: "forbidden", action: "updateTokenRules", resource: "acct" },
    });
    expect(await readTokenRules(db, account.id)).toEqual(BEGINNING);
    expect(await entriesOf(account.id)).toEqual([]);
    expect((await save(admin, BEGINNING, { staleDays: 30 })).ok).toBe(true);
    const role = await seedRole(db, owner, [allow("updateTokenRules", "acct")]);
    await giveRoles(db, owner, writer, [role]);
    expect((await save(writer, { ...BEGINNING, staleDays: 30 }, { staleDays: 31 })).ok).toBe(true);
  });

  test.each([
    { longestDays: 0 },
    { longestDays: 731 },
    { staleDays: 0 },
    { staleDays: 366 },
    { pauseAfterDays: 29 },
    { pauseAfterDays: 366 },
    { overlapHours: 169 },
    { overlapHours: -1 },
    { personalDays: 91 },
    { staleDays: 1.5 },
    { serviceMakers: "nobody" },
    { more: true },
  ])("what lies outside the bounds is not taken: %o", (broken) => {
    expect(saveTokenRulesInput.safeParse({ seen: BEGINNING, asked: { ...BEGINNING, ...broken } }).success).toBe(false);
  });

  test("the second of two who save is refused and told who was faster; saving the same again writes nothing", async () => {
    const { account, owner, admin } = await people();
    const answers = await Promise.all([
      save(owner, BEGINNING, { longestDays: 365 }),
      save(admin, BEGINNING, { neverAllowed: false }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { kind: "changed_since" } });
    const present = await readTokenRules(db, account.id);
    const by = present.longestDays === 365 ? "Mo owner" : "Mo admin";
    expect(await lastSaved(db, owner.principal, "updateTokenRules")).toMatchObject({ by });
    expect((await save(owner, present, {})).ok).toBe(true);
    expect(await entriesOf(account.id)).toHaveLength(1);
  });

  test("one entry tells what was and what is, and of the rest nothing; every member is looked at anew", async () => {
    const { account, owner, writer } = await people();
    await save(owner, BEGINNING, { longestDays: 90, serviceMakers: "admins" });
    expect(await entriesOf(account.id)).toMatchObject([
      {
        action: "updateTokenRules",
        resource: "acct",
        targetId: account.id,
        targetName: "Acme",
        details: {
          before: { longestDays: null, serviceMakers: "everybody" },
          after: { longestDays: 90, serviceMakers: "admins" },
        },
      },
    ]);
    expect(await newestTitle(owner)).toBe("Mo owner changed the token rules");
    const rows = await db
      .select()
      .from(members)
      .where(inArray(members.id, [owner.id, writer.id]));
    expect(rows.map(({ rightsVersion }) => rightsVersion)).toEqual([2, 2]);
  });

  test("are an account's own", async () => {
    const [one, two] = [await people(), await people()];
    await save(one.owner, BEGINNING, { staleDays: 7 });
    expect(await readTokenRules(db, two.account.id)).toEqual(BEGINNING);
    expect(await lastSaved(db, two.owner.principal, "updateTokenRules")).toBeNull();
  });
});

describe("the account's name", () => {
  test("is changed by whoever may, in one entry; refused to others, and to the second of two", async () => {
    const { owner, admin, writer } = await people();
    const rename = (member: TestMember, seen: string, name: string) =>
      renameAccount(db, member.principal, renameAccountInput.parse({ seen: { name: seen }, asked: { name } }));
    expect(await rename(writer, "Acme", "Mine")).toMatchObject({ error: { kind: "forbidden", resource: "acct" } });
    expect((await rename(admin, "Acme", " Acme Labs ")).ok).toBe(true);
    expect(await rename(owner, "Acme", "Other")).toMatchObject({ error: { kind: "changed_since" } });
    expect((await getAccount(db, owner.principal)).name).toBe("Acme Labs");
    expect(await newestTitle(owner)).toBe("Mo admin renamed the account Acme to Acme Labs");
  });

  test.each(["", "   ", "x".repeat(101), "a\u0000b"])("%j is no name", (name) => {
    expect(renameAccountInput.safeParse({ seen: { name: "Acme" }, asked: { name } }).success).toBe(false);
  });
});

describe("how long sessions last", () => {
  const save = (member: TestMember, rules: { idleMinutes: number; hours: number }) =>
    saveSignInRules(db, member.principal, { seen: { idleMinutes: 60, hours: 24 }, asked: rules });

  test("stays within the bounds of the design, and is refused to whoever may not", async () => {
    const { account, writer } = await people();
    const seen = { idleMinutes: 60, hours: 24 };
    for (const rules of [
      { idleMinutes: 4, hours: 24 },
      { idleMinutes: 721, hours: 24 },
      { idleMinutes: 60, hours: 0 },
      { idleMinutes: 60, hours: 169 },
    ]) {
      expect(saveSignInRulesInput.safeParse({ seen, asked: rules }).success).toBe(false);
    }
    expect(await save(writer, { idleMinutes: 30, hours: 24 })).toMatchObject({
      error: { kind: "forbidden", action: "updateSessionDuration", resource: "acct" },
    });
    expect(await readSignInRules(db, account.id)).toEqual(seen);
  });

  test("is written in one entry", async () => {
    const { account, owner } = await people();
    expect((await save(owner, { idleMinutes: 15, hours: 24 })).ok).toBe(true);
    expect(await readSignInRules(db, account.id)).toEqual({ idleMinutes: 15, hours: 24 });
    expect(await entriesOf(account.id)).toMatchObject([
      { details: { before: { sessionIdleMinutes: 60 }, after: { sessionIdleMinutes: 15 } } },
    ]);
  });
});

test("the settings are seen by whoever may view or change the account, and by nobody else", async () => {
  const { owner, admin, writer } = await people();
  expect([owner, admin, writer].map(({ principal }) => authorizeSettings(principal).ok)).toEqual([true, true, false]);
  const role = await seedRole(db, owner, [allow("updateTokenRules", "acct")]);
  await giveRoles(db, owner, writer, [role]);
  const present = await asNow(db, writer);
  expect(authorizeSettings(present).ok).toBe(true);
  expect(settingsRights(present)).toEqual({
    updateOrganization: false,
    updateTokenRules: true,
    updateSessionDuration: false,
    updateRequireMfa: false,
    updateVocabulary: false,
    updateGatewayRoutes: false,
  });
});
