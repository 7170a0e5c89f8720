import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { issue } from "@/lib/testing/account";
import { ID, testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { serve } from "@/lib/testing/socket";

// Its entry for bundlers names files that are not in the package, so it has to be required.
const client = createRequire(import.meta.url)(
  "launchdarkly-api-typescript",
) as typeof import("launchdarkly-api-typescript");

const { db } = await testDatabase();
const { api, people } = testApi(db);
const { owner, account, secret } = await people();
const { origin, last } = await serve(api);

const configuration = new client.Configuration({ basePath: origin, apiKey: secret });
const tokens = new client.AccessTokensApi(configuration);
const members = new client.AccountMembersApi(configuration);
const manyMembers = new client.AccountMembersBetaApi(configuration);
const roles = new client.CustomRolesApi(configuration);
const log = new client.AuditLogApi(configuration);
const other = new client.OtherApi(configuration);

type Answered<T> = { readonly status: number; readonly data: T };

/** What the client made of an answer must be what went over the socket. */
async function said<T>(call: Promise<Answered<T>>, status = 200): Promise<T> {
  const { data, status: got } = await call;
  expect(got).toBe(status);
  expect(last().status).toBe(status);
  if (status !== 204) expect(JSON.parse(JSON.stringify(data))).toEqual(last().json);
  return data;
}

/** A refusal as the client throws it. */
async function refused(call: Promise<unknown>): Promise<{ status: number; code: string; message: string }> {
  const { response } = await call.then(
    () => Promise.reject(new Error("it was not refused")),
    (error: { response?: Answered<{ code: string; message: string }> }) => error,
  );
  if (!response) throw new Error("there was no answer");
  const { code, message } = response.data;
  expect(response.data).toEqual(last().json);
  return { status: response.status, code, message };
}

describe("the npm client launchdarkly-api-typescript 17.2.0", () => {
  test("makes, lists, reads, changes, resets and deletes access tokens", async () => {
    const made = await said(tokens.postToken({ name: "from the client", role: "writer" }), 201);
    expect(made.token).toMatch(/^lkp_/);
    const page = await said(tokens.getTokens(true, 2, 0));
    expect(page.items?.[0]).toMatchObject({ _id: made._id, memberId: owner.id, name: "from the client" });
    expect(page._links?.["next"]?.href).toContain("offset=2");
    expect((await said(tokens.getToken(made._id))).token).toBe(made.token?.slice(-4));
    const patched = await said(tokens.patchToken(made._id, [{ op: "replace", path: "/name", value: "renamed" }]));
    expect(patched.name).toBe("renamed");
    const reset = await said(tokens.resetToken(made._id));
    expect(reset.token).toMatch(/^lkp_/);
    expect((await said(tokens.resetToken(made._id, Date.now() + 60_000))).token).not.toBe(reset.token);
    await said(tokens.deleteToken(made._id), 204);
    expect(await refused(tokens.getToken(made._id))).toMatchObject({ status: 404, code: "not_found" });
  });

  test("makes service tokens with a policy of their own and with custom roles", async () => {
    const policy = [{ effect: "allow" as const, actions: ["viewFlag"], resources: ["proj/*:env/*:flag/*"] }];
    const inline = await said(tokens.postToken({ name: "i", serviceToken: true, inlineRole: policy }), 201);
    expect(inline.inlineRole).toEqual(policy);
    const role = await said(roles.postCustomRole({ key: "for-tokens", name: "For tokens", policy }), 201);
    const custom = await said(tokens.postToken({ name: "c", customRoleIds: [role.key] }), 201);
    expect(custom.customRoleIds).toEqual([role._id]);
  });

  test("makes, lists, reads, changes and deletes custom roles", async () => {
    const policy = [{ effect: "deny" as const, notActions: ["viewFlag"], notResources: ["proj/secret"] }];
    const made = await said(roles.postCustomRole({ key: "deployer", name: "Deployer", policy, description: "" }), 201);
    expect((await said(roles.getCustomRoles(20, 0))).items?.map(({ key }) => key)).toContain("deployer");
    expect(await said(roles.getCustomRole("deployer"))).toEqual(await said(roles.getCustomRole(made._id)));
    const patch = [{ op: "replace", path: "/description", value: "Deploys." }];
    const changed = await said(roles.patchCustomRole("deployer", { patch, comment: "as they do" }));
    expect(changed).toMatchObject({ description: "Deploys.", policy });
    expect(await refused(roles.postCustomRole({ key: "deployer", name: "x", policy }))).toMatchObject({ status: 409 });
    await said(roles.deleteCustomRole("deployer"), 204);
    expect(await refused(roles.getCustomRole("deployer"))).toMatchObject({ status: 404 });
  });

  test("invites, lists, reads, changes and deletes members", async () => {
    const email = "priya@clients.example";
    const { items = [] } = await said(members.postMembers([{ email, role: "writer", firstName: "Priya" }]), 201);
    const id = items[0]?._id ?? "";
    expect(id).toMatch(ID);
    expect((await said(members.getMembers(20, 0, `email:${email}`))).totalCount).toBe(1);
    expect(await said(members.getMember(id, "roleAttributes"))).toMatchObject({ email, roleAttributes: {} });
    expect((await said(members.getMember("me")))._id).toBe(owner.id);
    expect((await said(members.patchMember(id, [{ op: "replace", path: "/role", value: "reader" }]))).role).toBe(
      "reader",
    );
    const value = "writer";
    const instructions = [{ kind: "replaceMembersRoles", value, memberIDs: [id] }];
    expect((await said(manyMembers.patchMembers({ instructions }))).members).toEqual([id]);
    await said(members.deleteMember(id), 204);
    expect(await refused(members.getMember(id))).toMatchObject({ status: 404 });
    expect(await refused(members.getMember(UNKNOWN_ID))).toMatchObject({ status: 404 });
  });

  test("reads the audit log", async () => {
    const { items } = await said(log.getAuditLogEntries(undefined, undefined, undefined, 5, "role/*"));
    expect(items.map(({ kind }) => kind)).toContain("role");
    const entry = await said(log.getAuditLogEntry(items[0]?._id ?? ""));
    expect(entry._accountId).toBe(account.id);
    const chosen = [{ effect: "allow" as const, actions: ["deleteRole"], resources: ["*"] }];
    const deleted = await said(log.postAuditLogEntries(undefined, undefined, undefined, 20, chosen));
    expect(deleted.items.map(({ accesses }) => accesses[0]?.action)).toEqual(["deleteRole"]);
  });

  test("reads whose token it is, the versions, the root and the contract", async () => {
    expect(await said(other.getCallerIdentity())).toMatchObject({ accountId: account.id, tokenKind: "personal" });
    expect((await said(other.getRoot())).links).toHaveProperty("tokens");
    expect((await said(other.getVersions())).latestVersion).toBe(20240415);
    const { data } = await other.getOpenapiSpec();
    expect(data).toEqual(last().json);
  });

  test("is told why it is refused", async () => {
    const { secret: readers } = await issue(db, await account.join("reader"));
    const reader = new client.CustomRolesApi(new client.Configuration({ basePath: origin, apiKey: readers }));
    const { status, message } = await refused(reader.postCustomRole({ key: "k", name: "k", policy: [] }));
    expect({ status, message }).toEqual({ status: 403, message: expect.stringContaining("createRole") });
    const nobody = new client.AccessTokensApi(new client.Configuration({ basePath: origin, apiKey: "garbage" }));
    expect(await refused(nobody.getTokens())).toMatchObject({ status: 401, code: "unauthorized" });
  });
});
