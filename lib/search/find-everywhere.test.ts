import { expect, test } from "vitest";
import { issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, seedRole } from "@/lib/testing/roles";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { findEverywhere } from "./find-everywhere";
import { searchInput } from "./input";
import { FOUND_MAX, SEARCH_MAX } from "./limits";

const { db } = await testDatabase();
const names = (found: { name: string }[]) => found.map(({ name }) => name);
const NOTHING = { tokens: [], roles: [], members: [] };

test("an empty, a blank and an endless text are no search", () => {
  for (const q of ["", "  ", "x".repeat(SEARCH_MAX + 1)]) expect(searchInput.safeParse({ q }).success).toBe(false);
  expect(searchInput.safeParse({ q: "x", more: 1 }).success).toBe(false);
  expect(searchInput.parse({ q: " deploy " })).toEqual({ q: "deploy" });
});

test("nothing is named that the caller's lists do not show: other people's tokens, roles, members, other accounts", async () => {
  const account = await seedAccount(db);
  const [admin, reader, nobody] = [
    await account.join("admin"),
    await account.join("reader"),
    await account.join("no_access"),
  ];
  await issue(db, admin, { name: "hidden personal" });
  await issue(db, reader, { name: "hidden own" });
  await issue(db, admin, { name: "hidden service", kind: "service" });
  await seedRole(db, admin, [allow("viewFlag", "proj/*:env/*:flag/*")], { key: "hidden-role" });
  const stranger = await (await seedAccount(db, "Other")).join("owner");
  await issue(db, stranger, { name: "hidden elsewhere" });

  const seen = async (member: { principal: Parameters<typeof findEverywhere>[1] }, q: string) =>
    findEverywhere(db, member.principal, { q });
  expect(names((await seen(admin, "hidden")).tokens).sort()).toEqual([
    "hidden own",
    "hidden personal",
    "hidden service",
  ]);
  expect(names((await seen(reader, "hidden")).tokens).sort()).toEqual(["hidden own", "hidden service"]);
  expect((await seen(reader, "hidden")).roles).toEqual([{ key: "hidden-role", name: "Role hidden-role" }]);
  expect((await seen(nobody, "hidden")).roles).toEqual([]);
  expect((await seen(nobody, "acme.example")).members.map(({ id }) => id)).toEqual([nobody.id]);
  expect((await seen(reader, "acme.example")).members.map(({ id }) => id).sort()).toEqual(
    [admin.id, reader.id, nobody.id].sort(),
  );
  expect(await seen(stranger, "hidden-role")).toEqual(NOTHING);
  expect(names((await seen(stranger, "hidden")).tokens)).toEqual(["hidden elsewhere"]);
});

test("the equal name comes first, then what begins so, then the rest; what ended comes last, and few of each", async () => {
  const owner = await (await seedAccount(db)).join("owner");
  for (const name of ["my deploy", "deploy-2", "deploy", "deploy-1"]) await issue(db, owner, { name });
  const { token } = await issue(db, owner, { name: "deploy-0" });
  await revokeToken(db, owner.principal, { id: token.id, reason: "" });
  const { tokens } = await findEverywhere(db, owner.principal, { q: "Deploy" });
  expect(names(tokens)).toEqual(["deploy", "deploy-1", "deploy-2", "my deploy", "deploy-0"]);
  expect(tokens.at(-1)).toMatchObject({ ended: true });
  for (const name of ["deploy-3", "deploy-4", "deploy-5"]) await issue(db, owner, { name });
  expect((await findEverywhere(db, owner.principal, { q: "d" })).tokens).toHaveLength(FOUND_MAX);
});

test("a token is found by its last four characters, which a whole secret is cut down to", async () => {
  const owner = await (await seedAccount(db)).join("owner");
  const { token, secret } = await issue(db, owner, { name: "lost and found" });
  for (const q of [token.secretTail, secret]) {
    expect(names((await findEverywhere(db, owner.principal, { q })).tokens)).toEqual(["lost and found"]);
  }
});

test("signs of the pattern language are taken as they are", async () => {
  const owner = await (await seedAccount(db)).join("owner");
  await issue(db, owner, { name: "100% sure_thing" });
  await issue(db, owner, { name: "100 surething" });
  for (const q of ["100%", "sure_"]) {
    expect(names((await findEverywhere(db, owner.principal, { q })).tokens), q).toEqual(["100% sure_thing"]);
  }
  for (const q of ["%%%", "___", "\\\\\\"]) {
    expect(await findEverywhere(db, owner.principal, { q }), q).toEqual(NOTHING);
  }
});
