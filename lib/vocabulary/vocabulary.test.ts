import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import { auditQueryInput } from "@/lib/audit/input";
import { listAuditEntries } from "@/lib/audit/list-audit-entries";
import { roleEffects } from "@/lib/members/role-effects";
import { lastSaved } from "@/lib/settings/last-saved";
import { asNow, issue, seedAccount, setRole, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { heldBackOf } from "@/lib/tokens/held-back-of";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { findVocabulary, ownKinds } from "./find-vocabulary";
import { importVocabulary } from "./import-vocabulary";
import { importVocabularyInput } from "./input";
import { TEXT_MAX } from "./limits";
import { previewRemoval, previewVocabulary } from "./preview-vocabulary";
import { readVocabulary } from "./read-vocabulary";
import { removeVocabulary } from "./remove-vocabulary";

const { db } = await testDatabase();

const file = (...types: unknown[]) => JSON.stringify({ types });
const ORDER = { type: "order", label: "Orders", actions: ["viewOrder", "refundOrder"] };
const PATH = { type: "api:path", actions: ["readPath"] };
const REFUSED = { ok: false, error: { kind: "forbidden", action: "updateVocabulary", resource: "acct" } };

async function people() {
  const account = await seedAccount(db);
  const [owner, admin, writer] = [
    await account.join("owner"),
    await account.join("admin"),
    await account.join("writer"),
  ];
  return { account, owner, admin, writer };
}

const put = async ({ principal }: Pick<TestMember, "principal">, text: string, seen: string | null = null) =>
  importVocabulary(db, principal, importVocabularyInput.parse({ text, seen }));

const entriesOf = (accountId: string) =>
  db
    .select({ details: auditEntries.details })
    .from(auditEntries)
    .where(and(eq(auditEntries.accountId, accountId), eq(auditEntries.action, "updateVocabulary")))
    .orderBy(auditEntries.id);

describe("who may", () => {
  test("a Writer imports, previews and removes nothing; a role may give just that", async () => {
    const { account, owner, writer } = await people();
    expect(await put(writer, file(ORDER))).toEqual(REFUSED);
    expect(await previewVocabulary(db, writer.principal, { text: file(ORDER) })).toEqual(REFUSED);
    expect(await previewRemoval(db, writer.principal)).toEqual(REFUSED);
    expect(await removeVocabulary(db, writer.principal, { seen: null })).toEqual(REFUSED);
    expect(await findVocabulary(db, account.id)).toEqual({ revision: null, types: [] });
    expect(await entriesOf(account.id)).toEqual([]);

    await giveRoles(db, owner, writer, [await seedRole(db, owner, [allow("updateVocabulary", "acct")])]);
    expect((await put({ principal: await asNow(db, writer) }, file(ORDER))).ok).toBe(true);
  });

  test("its text is for whoever sees the settings; its types are for every member, of that account alone", async () => {
    const { owner, admin, writer } = await people();
    const others = await people();
    await put(admin, file(ORDER, PATH));
    expect(await readVocabulary(db, writer.principal)).toMatchObject({ error: { kind: "forbidden" } });
    expect(await readVocabulary(db, owner.principal)).toMatchObject({
      value: { text: expect.stringMatching(/"order"/) },
    });
    expect((await ownKinds(db, writer.principal)).map(({ key }) => key)).toEqual(["order", "api:path"]);
    expect(await ownKinds(db, others.owner.principal)).toEqual([]);
    expect(await readVocabulary(db, others.owner.principal)).toMatchObject({ value: { revision: null, text: "" } });
  });
});

describe("an import", () => {
  test("that cannot be read is refused with its places, and changes nothing", async () => {
    const { account, owner } = await people();
    expect(await put(owner, file({ ...ORDER, type: "proj" }))).toMatchObject({
      error: {
        kind: "invalid_input",
        fields: { text: [expect.stringMatching(/^\/types\/0\/type: “proj” is Latchkey/)] },
      },
    });
    expect((await findVocabulary(db, account.id)).revision).toBeNull();
    expect(importVocabularyInput.safeParse({ text: "x".repeat(TEXT_MAX + 1), seen: null }).success).toBe(false);
  });

  test("is refused to the second of two who looked at the same, also where the first removed it", async () => {
    const { account, owner, admin } = await people();
    const first = await put(owner, file(ORDER));
    expect(await put(admin, file(PATH))).toMatchObject({ error: { kind: "changed_since", what: "page" } });
    const seen = first.ok ? first.value.revision : null;
    expect((await removeVocabulary(db, owner.principal, { seen })).ok).toBe(true);
    expect(await put(admin, file(PATH), seen)).toMatchObject({ error: { kind: "changed_since" } });
    expect(await findVocabulary(db, account.id)).toEqual({ revision: null, types: [] });
  });

  test("of two at once is one that counts", async () => {
    const { account, owner, admin } = await people();
    const both = await Promise.all([put(owner, file(ORDER)), put(admin, file(PATH))]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await findVocabulary(db, account.id)).types).toHaveLength(1);
    expect(await entriesOf(account.id)).toHaveLength(1);
  });

  test("replaces the whole and is told in one entry; the same again is no change", async () => {
    const { account, owner } = await people();
    const first = await put(owner, file(ORDER));
    const seen = first.ok ? first.value.revision : null;
    const again = await put(owner, file(ORDER), seen);
    expect(again).toEqual(first);
    const next = await put(owner, file({ ...ORDER, actions: ["viewOrder", "payOrder"] }, PATH), seen);
    expect(next.ok && next.value.types.map(({ type }) => type)).toEqual(["order", "api:path"]);
    expect(await removeVocabulary(db, owner.principal, { seen: next.ok ? next.value.revision : null })).toMatchObject({
      value: { revision: null },
    });
    expect((await entriesOf(account.id)).map(({ details }) => details)).toEqual([
      { before: null, after: { types: 1, actions: 2 }, added: ["order"], removed: [] },
      {
        before: { types: 1, actions: 2 },
        after: { types: 2, actions: 3 },
        added: ["api:path", "payOrder · order"],
        removed: ["refundOrder · order"],
      },
      { before: { types: 2, actions: 3 }, after: null, added: [], removed: ["order", "api:path"] },
    ]);
    expect(await lastSaved(db, owner.principal, "updateVocabulary")).toMatchObject({ by: "Mo owner" });
    const log = await listAuditEntries(db, owner.principal, auditQueryInput.parse({ limit: 2 }));
    expect(log.ok && log.value.items.map(({ title }) => title)).toEqual([
      "Mo owner removed the vocabulary",
      "Mo owner changed the vocabulary",
    ]);
  });
});

describe("the preview", () => {
  const preview = async ({ principal }: TestMember, text: string) => {
    const seen = await previewVocabulary(db, principal, { text });
    if (!seen.ok) throw new Error(seen.error.kind);
    return seen.value;
  };

  test("tells the problems of a text as they are", async () => {
    const { owner } = await people();
    expect(await preview(owner, "{")).toEqual({
      readable: false,
      problems: [{ pointer: "", message: "This isn't JSON." }],
    });
  });

  test("tells what comes and goes, and how many roles and living tokens name what goes", async () => {
    const { owner } = await people();
    const put1 = await put(owner, file(ORDER, PATH));
    await seedRole(db, owner, [allow("refundOrder", "order/*")]);
    await seedRole(db, owner, [allow("refundOrder", "*")]);
    await seedRole(db, owner, [allow("refundOrder", "invoice/*"), allow("viewOrder", "order/7;big")]);
    const inline = (...statements: ReturnType<typeof allow>[]) => ({ role: { source: "inline" as const, statements } });
    for (let i = 0; i < 2; i++) await issue(db, owner, inline(allow("readPath", "api/orders:path/refunds")));
    const gone = await issue(db, owner, inline(allow("readPath", "api/orders:path/refunds")));
    await revokeToken(db, owner.principal, { id: gone.token.id, reason: "" });
    await issue(db, owner, inline(allow("readPath", "api/orders:pathway/x")));

    expect(await preview(owner, file({ ...ORDER, label: "Purchases", actions: ["viewOrder", "payOrder"] }))).toEqual({
      readable: true,
      change: {
        seen: put1.ok && put1.value.revision,
        types: 1,
        actions: 2,
        added: [],
        removed: [{ type: "api:path", label: "Path", namedBy: { roles: 0, tokens: 2 } }],
        changed: [
          {
            type: "order",
            label: "Purchases",
            added: ["payOrder"],
            removed: [{ name: "refundOrder", namedBy: { roles: 2, tokens: 0 } }],
            reworded: true,
          },
        ],
      },
    });
    expect(await preview(owner, file({ ...ORDER, actions: [...ORDER.actions, "payOrder"] }, PATH))).toMatchObject({
      change: { changed: [{ type: "order", added: ["payOrder"], removed: [], reworded: false }] },
    });
    const removal = await previewRemoval(db, owner.principal);
    expect(removal.ok && removal.value.removed.map(({ namedBy }) => namedBy)).toEqual([
      { roles: 2, tokens: 0 },
      { roles: 0, tokens: 2 },
    ]);
  });

  test("counts nobody of another account", async () => {
    const [ours, theirs] = [await people(), await people()];
    await put(ours.owner, file(ORDER));
    await seedRole(db, theirs.owner, [allow("refundOrder", "order/*")]);
    const removal = await previewRemoval(db, ours.owner.principal);
    expect(removal.ok && removal.value.removed).toEqual([
      { type: "order", label: "Orders", namedBy: { roles: 0, tokens: 0 } },
    ]);
  });
});

test("what an edit of a role would do, and what a token gets less than it asks for, is counted by the types of one's own", async () => {
  const { owner, writer } = await people();
  await put(owner, file(ORDER));
  const role = await seedRole(db, owner, [allow("viewOrder", "order/*")]);
  await giveRoles(db, owner, writer, [role]);
  const policy = [allow("*", "order/*")];
  const effects = await roleEffects(db, owner.principal, { role: role.key, policy, basePermissions: "no_access" });
  expect(effects.ok && effects.value.members).toMatchObject([{ id: writer.id, gained: 1, lost: 0 }]);

  const patterns = { source: "inline" as const, statements: [allow(["view*", "refund*"], "order/*")] };
  const { token } = await issue(db, owner, { kind: "personal", role: patterns });
  expect(await heldBackOf(db, owner.principal, token.id)).toEqual([]);
  await setRole(db, owner.id, "reader");
  expect(await heldBackOf(db, await asNow(db, owner), token.id)).toMatchObject([
    { action: "refundOrder", resource: "order/*" },
  ]);
});
