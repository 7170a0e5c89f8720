import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { getToken } from "@/lib/tokens/get-token";
import { listCaretakers, nameCaretaker } from "@/lib/tokens/hand-over";
import { inviteMember } from "./invite-member";
import { memberEffects } from "./member-effects";
import { removeMember } from "./remove-member";
import { updateMember } from "./update-member";

const { db } = await testDatabase();
const refused = (kind: string) => ({ ok: false, error: expect.objectContaining({ kind }) });

async function people() {
  const account = await seedAccount(db);
  const [owner, leaver, heir] = [
    await account.join("owner"),
    await account.join("writer"),
    await account.join("reader"),
  ];
  return { account, owner, leaver, heir };
}

async function marked(
  principal: Parameters<typeof memberEffects>[1],
  id: string,
  change: { baseRole: "reader" } | null,
) {
  const told = await memberEffects(db, principal, { id, change });
  if (!told.ok) throw new Error(told.error.kind);
  return told.value;
}

describe("an heir", () => {
  test("of nobody's account, still invited, unknown or the one who leaves is refused, and nothing happens", async () => {
    const { owner, leaver } = await people();
    const stranger = await (await seedAccount(db)).join("admin");
    const invited = await inviteMember(db, owner.principal, {
      email: `heir-${owner.id}@x.example`,
      baseRole: "reader",
    });
    if (!invited.ok) throw new Error("refused");
    for (const heirId of [stranger.id, invited.value.member.id, leaver.id, "0".repeat(24), ""]) {
      expect(await removeMember(db, owner.principal, leaver.id, { heirId })).toEqual(refused("invalid_input"));
    }
    expect(await marked(owner.principal, leaver.id, null)).toMatchObject({ tokens: [], kept: [] });
  });

  test("looks after the service tokens of the one who left, whose permission stays; each token's history tells it", async () => {
    const { account, owner, leaver, heir } = await people();
    const { token } = await issue(db, leaver, { name: "collector", kind: "service", role: "writer" });
    const { token: own } = await issue(db, leaver, { name: "laptop" });
    const answer = await removeMember(db, owner.principal, leaver.id, { heirId: heir.id });
    expect(answer).toEqual({ ok: true, value: { deactivated: 1, handedOver: 1 } });
    const after = await getToken(db, owner.principal, token.id);
    expect(after).toMatchObject({
      value: {
        status: "active",
        actsAs: null,
        role: token.role,
        member: { id: leaver.id, removed: true },
        caretaker: { id: heir.id, email: heir.email, removed: false },
      },
    });
    expect(await getToken(db, owner.principal, own.id)).toMatchObject({ value: { caretaker: null } });
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, token.id));
    expect(entries.at(-1)).toMatchObject({
      action: "updateAccessTokenCaretaker",
      memberId: owner.id,
      details: { before: { caretaker: leaver.email }, after: { caretaker: heir.email } },
    });
    const [removal] = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, "deleteMember"))
      .orderBy(auditEntries.at)
      .limit(100)
      .then((all) => all.filter(({ accountId }) => accountId === account.id));
    expect(removal).toMatchObject({ details: { heir: heir.email, handedOver: [token.id] } });
  });

  test("who leaves in turn hands on what they looked after, and nothing that somebody else does", async () => {
    const { account, owner, leaver, heir } = await people();
    const { token } = await issue(db, leaver, { name: "collector", kind: "service" });
    const { token: other } = await issue(db, heir, { name: "other", kind: "service" });
    await removeMember(db, owner.principal, leaver.id, { heirId: heir.id });
    const third = await account.join("writer");
    expect(await nameCaretaker(db, owner.principal, { id: other.id, caretakerId: third.id })).toMatchObject({
      ok: true,
    });
    expect((await marked(owner.principal, heir.id, null)).kept.map(({ id }) => id)).toEqual([token.id]);
    expect(await removeMember(db, owner.principal, heir.id, { heirId: owner.id })).toMatchObject({
      value: { handedOver: 1 },
    });
    expect(await getToken(db, owner.principal, token.id)).toMatchObject({ value: { caretaker: { id: owner.id } } });
    expect(await getToken(db, owner.principal, other.id)).toMatchObject({ value: { caretaker: { id: third.id } } });
  });

  test("is named for one token by whoever may rename it; a personal token has none", async () => {
    const { owner, leaver, heir } = await people();
    const { token } = await issue(db, leaver, { kind: "service" });
    const { token: own } = await issue(db, leaver);
    const asked = { id: token.id, caretakerId: heir.id };
    expect(await nameCaretaker(db, heir.principal, asked)).toEqual(refused("forbidden"));
    expect(await nameCaretaker(db, owner.principal, { ...asked, caretakerId: "x" })).toEqual(refused("invalid_input"));
    expect(await nameCaretaker(db, owner.principal, { ...asked, id: own.id })).toEqual(refused("invalid_input"));
    expect(await nameCaretaker(db, owner.principal, asked)).toMatchObject({ value: { caretaker: { id: heir.id } } });
    expect(await nameCaretaker(db, heir.principal, asked)).toEqual(refused("forbidden"));
    expect(await listCaretakers(db, heir.principal, token.id)).toEqual(refused("forbidden"));
    expect(await listCaretakers(db, owner.principal, token.id)).toEqual({
      ok: true,
      value: [
        { id: owner.id, name: "Mo owner" },
        { id: leaver.id, name: "Mo writer" },
      ],
    });
  });
});

describe("a change that somebody was shown", () => {
  test("is not made if another token would be touched by now; shown again, it is", async () => {
    const { owner, leaver } = await people();
    await issue(db, leaver, { name: "writes", role: "writer" });
    const seen = await marked(owner.principal, leaver.id, { baseRole: "reader" });
    await issue(db, leaver, { name: "writes too", role: "writer" });
    const change = { id: leaver.id, baseRole: "reader" } as const;
    expect(await updateMember(db, owner.principal, { ...change, seen: seen.mark })).toEqual(refused("changed_since"));
    const again = await marked(owner.principal, leaver.id, { baseRole: "reader" });
    expect(again.tokens.map(({ name }) => name).sort()).toEqual(["writes", "writes too"]);
    expect(await updateMember(db, owner.principal, { ...change, seen: again.mark })).toMatchObject({
      value: { baseRole: "reader" },
    });
  });

  test("is made though a token that it leaves alone was used or renamed", async () => {
    const { owner, leaver } = await people();
    const seen = await marked(owner.principal, leaver.id, { baseRole: "reader" });
    await issue(db, leaver, { name: "reads", role: "reader" });
    expect(
      await updateMember(db, owner.principal, { id: leaver.id, baseRole: "reader", seen: seen.mark }),
    ).toMatchObject({ ok: true });
  });

  test("is not made if the member stands elsewhere by now, and a removal is none if there is a new token", async () => {
    const { owner, leaver } = await people();
    const [change, removal] = [
      await marked(owner.principal, leaver.id, { baseRole: "reader" }),
      await marked(owner.principal, leaver.id, null),
    ];
    await issue(db, leaver, { kind: "service" });
    expect(await removeMember(db, owner.principal, leaver.id, { seen: removal.mark })).toEqual(
      refused("changed_since"),
    );
    await updateMember(db, owner.principal, { id: leaver.id, baseRole: "admin" });
    expect(await updateMember(db, owner.principal, { id: leaver.id, baseRole: "reader", seen: change.mark })).toEqual(
      refused("changed_since"),
    );
  });
});
