import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { issue } from "@/lib/testing/account";
import { ID, testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { serve } from "@/lib/testing/socket";

type Called = (error: { status?: number; response?: { body: unknown } } | null, data: unknown) => void;
type Client = { basePath: string; authentications: { ApiKey: { apiKey: string } } };
type Room = Readonly<Record<string, (...given: unknown[]) => void>>;
type Package = { ApiClient: new () => Client } & Readonly<Record<string, new (client: Client) => Room>>;

// It has no types, and takes a callback after its arguments.
const package_ = createRequire(import.meta.url)("launchdarkly-api") as Package;

const { db } = await testDatabase();
const { api, people } = testApi(db);
const { owner, account, secret } = await people();
const { origin, last } = await serve(api);

function room(name: string, apiKey = secret): Room {
  const client = new package_.ApiClient();
  client.basePath = origin;
  client.authentications.ApiKey.apiKey = apiKey;
  const made = package_[name];
  if (!made) throw new Error(`the package has no ${name}`);
  return new made(client);
}

/** What these versions of the client do not know and therefore leave out. */
const NOT_KNOWN = new Set(["totalCount", "paused", "expirationDate", "_heldBack", "membersCount", "teamsCount"]);

/** Calls a method; what the client makes of the answer must be what went over the socket, but for what it does not know. */
async function said(of: Room, method: string, ...given: unknown[]): Promise<Record<string, unknown>> {
  const data = await call(of, method, given);
  const plain = JSON.parse(JSON.stringify(data ?? null)) as Record<string, unknown>;
  expect(lostFrom(last().json, plain).filter((path) => !NOT_KNOWN.has(path.split("/").at(-1) ?? ""))).toEqual([]);
  return plain;
}

function call(of: Room, method: string, given: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const called: Called = (error, data) => (error ? reject(error) : resolve(data));
    // A method of its room: it asks for the client by `this`.
    Reflect.apply(of[method] as (...all: unknown[]) => void, of, [...given, called]);
  });
}

/** Where the two are not the same. */
function lostFrom(raw: unknown, made: unknown, at = ""): string[] {
  if (typeof raw !== "object" || raw === null) return raw === made ? [] : [at];
  const inner = made as Readonly<Record<string, unknown>> | null | undefined;
  return Object.entries(raw).flatMap(([key, value]) => lostFrom(value, inner?.[key], `${at}/${key}`));
}

async function refused(of: Room, method: string, ...given: unknown[]): Promise<unknown> {
  const error = await call(of, method, given).then(
    () => Promise.reject(new Error("it was not refused")),
    (thrown: { status?: number; response?: { body: unknown } }) => thrown,
  );
  expect(error.response?.body).toEqual(last().json);
  return error.status;
}

const tokens = room("AccessTokensApi");
const members = room("AccountMembersApi");
const roles = room("CustomRolesApi");
const log = room("AuditLogApi");
const replace = (path: string, value: unknown) => [{ op: "replace", path, value }];

describe("the npm client launchdarkly-api 13.0.0", () => {
  test("makes, lists, reads, changes, resets and deletes access tokens", async () => {
    const made = await said(tokens, "postToken", { name: "from the client", role: "writer" });
    expect(made).toMatchObject({ _id: expect.stringMatching(ID), token: expect.stringMatching(/^lkp_/) });
    const { items } = await said(tokens, "getTokens", { showAll: true });
    expect(items).toContainEqual(expect.objectContaining({ _id: made["_id"], memberId: owner.id }));
    expect(await said(tokens, "getToken", made["_id"])).toMatchObject({ name: "from the client", role: "writer" });
    expect(await said(tokens, "patchToken", made["_id"], replace("/name", "renamed"))).toMatchObject({
      name: "renamed",
    });
    const reset = await said(tokens, "resetToken", made["_id"], {});
    expect(reset).toMatchObject({ token: expect.stringMatching(/^lkp_/) });
    const again = await said(tokens, "resetToken", made["_id"], { expiry: Date.now() + 60_000 });
    expect(again["token"]).not.toBe(reset["token"]);
    await said(tokens, "deleteToken", made["_id"]);
    expect(await refused(tokens, "getToken", made["_id"])).toBe(404);
  });

  test("makes, lists, reads, changes and deletes custom roles", async () => {
    const policy = [{ effect: "allow", actions: ["*"], resources: ["proj/*:env/*:flag/*"] }];
    const made = await said(roles, "postCustomRole", { key: "deployer", name: "Deployer", policy });
    expect(made).toMatchObject({ policy });
    expect((await said(roles, "getCustomRoles"))["items"]).toHaveLength(1);
    expect(await said(roles, "getCustomRole", "deployer")).toEqual(await said(roles, "getCustomRole", made["_id"]));
    const patch = { patch: replace("/name", "Deploys"), comment: "as they do" };
    expect(await said(roles, "patchCustomRole", "deployer", patch)).toMatchObject({ name: "Deploys" });
    await said(roles, "deleteCustomRole", "deployer");
    expect(await refused(roles, "getCustomRole", "deployer")).toBe(404);
  });

  test("invites, lists, reads, changes and deletes members", async () => {
    const email = "priya@clients.example";
    const { items } = await said(members, "postMembers", [{ email, role: "writer" }]);
    const [{ _id: id } = { _id: "" }] = items as { _id: string }[];
    expect((await said(members, "getMembers", { filter: `email:${email}`, limit: 5 }))["items"]).toHaveLength(1);
    expect(await said(members, "getMember", id)).toMatchObject({ email, role: "writer" });
    expect(await said(members, "patchMember", id, replace("/role", "reader"))).toMatchObject({ role: "reader" });
    await said(members, "deleteMember", id);
    expect(await refused(members, "getMember", id)).toBe(404);
  });

  test("reads the audit log", async () => {
    const { items } = await said(log, "getAuditLogEntries", { limit: 5, spec: "role/*" });
    const [entry] = items as { _id: string }[];
    expect(await said(log, "getAuditLogEntry", entry?._id)).toMatchObject({ _accountId: account.id, kind: "role" });
  });

  test("is told why it is refused", async () => {
    const { secret: readers } = await issue(db, await account.join("reader"));
    expect(await refused(room("CustomRolesApi", readers), "deleteCustomRole", "nothing")).toBe(404);
    expect(await refused(room("AccountMembersApi", readers), "postMembers", [{ email: "x@y.example" }])).toBe(403);
    expect(await refused(room("AccessTokensApi", "garbage"), "getTokens", {})).toBe(401);
  });
});
