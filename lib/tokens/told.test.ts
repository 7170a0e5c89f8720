import { describe, expect, test } from "vitest";
import { listEntriesAbout } from "@/lib/audit/list-entries-about";
import { updateMember } from "@/lib/members/update-member";
import { asNow, issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { endOf, whyNotLiving } from "./ended-since";
import { findSameName } from "./find-same-name";
import { getToken } from "./get-token";
import { limitedSince } from "./limited-since";
import { pauseToken } from "./pause-token";
import { revokeToken } from "./revoke-token";
import { updateToken } from "./update-token";

const { db } = await testDatabase();

async function people() {
  const account = await seedAccount(db);
  const [owner, writer, other] = [
    await account.join("owner"),
    await account.join("writer"),
    await account.join("writer"),
  ];
  return { account, owner, writer, other, ...(await issue(db, writer, { name: "deploy", role: "writer" })) };
}

describe("who ended a token", () => {
  test("is told to whoever may see the token, with the reason; to others there is no such token", async () => {
    const { owner, writer, other, token } = await people();
    expect(await endOf(db, writer.principal, token.id)).toBeNull();
    await revokeToken(db, owner.principal, { id: token.id, reason: "leaked" });
    const ended = { kind: "ended_since", by: "Mo owner", reason: "leaked" };
    expect(await whyNotLiving(db, writer.principal, token.id)).toEqual(ended);
    expect(await whyNotLiving(db, owner.principal, token.id)).toEqual(ended);
    expect(await whyNotLiving(db, other.principal, token.id)).toEqual({ kind: "not_found", what: "access token" });
    const stranger = await (await seedAccount(db)).join("owner");
    expect(await whyNotLiving(db, stranger.principal, token.id)).toMatchObject({ kind: "not_found" });
    expect(await endOf(db, stranger.principal, token.id)).toBeNull();
  });
});

describe("a change against what was seen", () => {
  test("is refused where somebody was faster, whatever else it would change, and made where nobody was", async () => {
    const { owner, writer, token } = await people();
    const change = (by: typeof owner, more: object) =>
      updateToken(db, by.principal, { id: token.id, comment: "", ...more });
    expect((await change(owner, { name: "ship", seen: { name: "deploy" } })).ok).toBe(true);
    const late = await change(writer, { name: "mine", description: "x", seen: { name: "deploy", description: "" } });
    expect(late).toEqual({ ok: false, error: { kind: "changed_since", what: "access token" } });
    expect(await getToken(db, writer.principal, token.id)).toMatchObject({ value: { name: "ship", description: "" } });
    expect((await change(writer, { name: "mine", seen: { name: "ship" } })).ok).toBe(true);
  });

  test("says nothing of a token to whoever may not change it", async () => {
    const { other, token } = await people();
    const tried = await updateToken(db, other.principal, { id: token.id, name: "x", comment: "", seen: { name: "y" } });
    expect(tried).toMatchObject({ error: { kind: "not_found" } });
  });
});

describe("since when a token is limited", () => {
  test("is the last change of its member's rights, for whoever sees it; nothing while it is not limited", async () => {
    const { account, owner, writer, token } = await people();
    expect(await limitedSince(db, owner.principal, token)).toBeNull();
    await updateMember(db, owner.principal, { id: writer.id, baseRole: "reader" });
    const now = await getToken(db, owner.principal, token.id);
    if (!now.ok) throw new Error("gone");
    const title = expect.stringContaining("from Writer to Reader");
    expect(await limitedSince(db, owner.principal, now.value)).toMatchObject({ title });
    expect(await limitedSince(db, await asNow(db, writer), now.value)).toMatchObject({ title });
    const bystander = await account.join("reader");
    expect(await limitedSince(db, bystander.principal, now.value)).toBeNull();
  });
});

describe("what was done to a few things", () => {
  test("is told page by page, newest first, each once, and only what the viewer sees", async () => {
    const { owner, writer, other, token } = await people();
    for (const name of ["a", "b", "c", "d"])
      await updateToken(db, writer.principal, { id: token.id, name, comment: "" });
    await pauseToken(db, owner.principal, { id: token.id, reason: "" });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listEntriesAbout(db, writer.principal, { targets: [token.id], limit: 2, cursor });
      if (!page.ok) throw new Error(page.error.kind);
      expect(page.value.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.value.items.map(({ action, target }) => `${action} ${target.name}`));
      cursor = page.value.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual([
      "pauseAccessToken d",
      "updateAccessTokenName d",
      "updateAccessTokenName c",
      "updateAccessTokenName b",
      "updateAccessTokenName a",
      "createAccessToken deploy",
    ]);
    const only = await listEntriesAbout(db, owner.principal, {
      targets: [token.id],
      actions: ["pauseAccessToken"],
      limit: 9,
    });
    expect(only).toMatchObject({ value: { items: [{ action: "pauseAccessToken" }], next: null } });
    expect(await listEntriesAbout(db, other.principal, { targets: [token.id], limit: 9 })).toMatchObject({
      value: { items: [] },
    });
    expect(
      await listEntriesAbout(db, owner.principal, { targets: [token.id], after: Date.now() + 60_000, limit: 9 }),
    ).toMatchObject({ value: { items: [] } });
  });
});

describe("a token of the same name", () => {
  test("is the member's own living one, by exact name", async () => {
    const { owner, writer, token } = await people();
    expect(await findSameName(db, writer.principal, "deploy")).toEqual({ name: "deploy", lastUsedAt: null });
    expect(await findSameName(db, writer.principal, "Deploy")).toBeNull();
    expect(await findSameName(db, owner.principal, "deploy")).toBeNull();
    await revokeToken(db, writer.principal, { id: token.id, reason: "" });
    expect(await findSameName(db, writer.principal, "deploy")).toBeNull();
  });
});
