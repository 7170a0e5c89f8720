import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, members, sessions } from "@/drizzle/schema";
import { acceptLink } from "@/lib/members/accept-link";
import { issueResetLink } from "@/lib/members/issue-reset-link";
import { signIn } from "@/lib/sessions/sign-in";
import { issue, type TestMember } from "@/lib/testing/account";
import { ID, testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { seedPasskey } from "@/lib/testing/passkeys";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";

const { db } = await testDatabase();
const { call, people, get } = testApi(db);
const post = (secret: string, body: unknown) => call(secret, "POST", "/members", body);
const patch = (secret: string, id: string, body: unknown) => call(secret, "PATCH", `/members/${id}`, body);
const bulk = (secret: string, instructions: unknown, headers = {}) =>
  call(secret, "PATCH", "/members", { instructions }, headers);

const VIEW = allow("view*", "proj/*");
const PASSWORD = "violet umbrellas walk at dawn";
const replace = (path: string, value: unknown) => ({ op: "replace", path, value });

let made = 0;
const address = () => `new-${++made}@elsewhere.example`;
const living = (accountId: string) =>
  db.$count(members, and(eq(members.accountId, accountId), isNull(members.removedAt)));
const seenAt = (member: Pick<TestMember, "id">, at: number) =>
  db
    .update(sessions)
    .set({ lastSeenAt: new Date(at) })
    .where(eq(sessions.memberId, member.id));

describe("POST /members", () => {
  test("201 answers the members, invited with what they are given; no link's code is in it", async () => {
    const { secret } = await people();
    const email = address();
    const { status, text, json } = await post(secret, [{ email, role: "writer", firstName: "Ada", lastName: "Byron" }]);
    expect(status).toBe(201);
    expect(json.items).toEqual([
      {
        _links: {
          self: { href: `/api/v2/members/${json.items[0]._id}`, type: "application/json" },
          parent: { href: "/api/v2/members", type: "application/json" },
        },
        _id: expect.stringMatching(ID),
        role: "writer",
        email,
        firstName: "Ada",
        lastName: "Byron",
        _pendingInvite: true,
        _verified: false,
        customRoles: [],
        mfa: "disabled",
        _lastSeen: 0,
        creationDate: expect.any(Number),
      },
    ]);
    expect(text).not.toMatch(/lki_/);
  });

  test("an empty role is a Reader's; custom roles are named by key and come back as ids; attribute values are kept", async () => {
    const { owner, secret } = await people();
    const role = await seedRole(db, owner, [VIEW]);
    const roleAttributes = { projects: ["web", "api"] };
    const { json } = await post(secret, [{ email: address(), role: "", customRoles: [role.key], roleAttributes }]);
    expect(json.items[0]).toMatchObject({ role: "reader", customRoles: [role.id] });
    const { json: read } = await get(secret, `/members/${json.items[0]._id}?expand=roleAttributes`);
    expect(read.roleAttributes).toEqual(roleAttributes);
  });

  test("with a password the member can sign in at once; without one the invitation is accepted as ever", async () => {
    const { account, owner, secret } = await people();
    const [ready, invited] = [address(), address()];
    const { status, json } = await post(secret, [{ email: ready, password: PASSWORD }, { email: invited }]);
    expect(status).toBe(201);
    const pending = json.items.map(({ _pendingInvite }: { _pendingInvite: boolean }) => _pendingInvite);
    expect(pending).toEqual([false, true]);
    const place = { ip: "192.0.2.7", userAgent: "test", requestId: null };
    expect(await signIn(db, { email: ready, password: PASSWORD }, place)).toMatchObject({ ok: true });
    const link = await issueResetLink(db, owner.principal, json.items[1]._id);
    if (!link.ok) throw new Error(link.error.kind);
    const accepted = { code: link.value.code.reveal(), name: "Late Comer", password: PASSWORD };
    expect((await acceptLink(db, accepted)).ok).toBe(true);
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.accountId, account.id));
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
    expect(entries.filter(({ action }) => action === "createMember")).toHaveLength(2);
  });

  test.each([
    ["no address", [{ role: "reader" }], "/0/email"],
    ["an address that is none", [{ email: "not an address" }], "/0/email"],
    ["a role that is none", [{ email: address(), role: "emperor" }], "/0/role"],
    ["a role and custom roles", [{ email: address(), role: "reader", customRoles: ["x"] }], "/0/customRoles"],
    [
      "a custom role that is not there",
      [{ email: address() }, { email: address(), customRoles: ["x"] }],
      "/1/customRoles",
    ],
    ["a team, since there are none", [{ email: address(), teamKeys: ["x"] }], "/0/teamKeys"],
    [
      "an attribute value that is a pattern",
      [{ email: address(), roleAttributes: { a: ["*"] } }],
      "/0/roleAttributes/a/0",
    ],
    ["a password that is short", [{ email: address(), password: "short" }], "/0/password"],
    [
      "a password that is easy to guess",
      [{ email: address() }, { email: address(), password: "passwordpassword1" }],
      "/1/password",
    ],
    ["a name that hides something", [{ email: address(), firstName: "a\u202Eb" }], "/0/firstName"],
    ["a member that is none", [{ email: address(), admin: true }], "/0/admin"],
    ["nobody", [], "body"],
    ["51 members", Array.from({ length: 51 }, () => ({ email: address() })), "body"],
    ["one that is not in a list", { email: address() }, "body"],
  ])("400 for %s, naming it; nobody is invited", async (_, sent, field) => {
    const { account, secret } = await people();
    const { status, json } = await post(secret, sent);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toContain(field);
    expect(await living(account.id)).toBe(2);
  });

  test("400 for addresses that are taken or given twice, listing them; nobody is invited", async () => {
    const { account, reader, secret } = await people();
    const foreign = (await people()).reader;
    const [one, two] = [address(), address()];
    for (const [sent, code, emails] of [
      [[one, reader.email.toUpperCase()], "email_already_exists_in_account", [reader.email.toUpperCase()]],
      [[one, foreign.email], "email_taken_in_different_account", [foreign.email]],
      [[one, two, one.toUpperCase()], "duplicate_emails", [one.toUpperCase()]],
    ] as const) {
      const { status, json } = await post(
        secret,
        sent.map((email) => ({ email })),
      );
      expect({ status, code: json.code, emails: json.invalid_emails }).toEqual({ status: 400, code, emails });
      expect(json).toMatchObject({ message: expect.stringContaining(emails[0]), id: expect.any(String) });
    }
    expect(await living(account.id)).toBe(2);
  });

  test("403 names the action and the resource; nobody gives a role above their own, to nobody of the list", async () => {
    const { account, readers } = await people();
    const refused = await post(readers, [{ email: address() }]);
    expect(refused.status).toBe(403);
    expect(refused.json.message).toContain("createMember on member/");
    const admin = await account.join("admin");
    const { secret } = await issue(db, admin, { role: "admin" });
    const above = await post(secret, [{ email: address() }, { email: address(), role: "owner" }]);
    expect(above).toMatchObject({ status: 403, json: { message: expect.stringContaining("Admin") } });
    expect(await living(account.id)).toBe(3);
  });
});

describe("GET /members", () => {
  async function crowd() {
    const known = await people();
    const { account, owner, reader } = known;
    const role = await seedRole(db, owner, [VIEW]);
    const [admin, holder] = [await account.join("admin", `zoe-${++made}@acme.example`), await account.join("writer")];
    await giveRoles(db, owner, holder, [role]);
    await db.update(members).set({ firstName: "Zoë", lastName: "Ünal" }).where(eq(members.id, admin.id));
    const pending = (await post(known.secret, [{ email: `pending-${++made}@acme.example` }])).json.items[0]._id;
    await seenAt(owner, 4_000);
    await seenAt(reader, 1_000);
    await seenAt(admin, 3_000);
    await seenAt(holder, 2_000);
    const names = {
      [owner.id]: "owner",
      [reader.id]: "reader",
      [admin.id]: "admin",
      [holder.id]: "holder",
      [pending]: "pending",
    };
    const list = async (query: Record<string, string>) => {
      const { status, json } = await get(known.secret, `/members?${new URLSearchParams(query)}`);
      expect({ status, total: json.totalCount }).toEqual({ status: 200, total: json.items.length });
      return json.items.map(({ _id }: { _id: string }) => names[_id]);
    };
    return { ...known, admin, holder, pending, role, list, filter: (filter: string) => list({ filter }) };
  }

  test("20 a page or up to 1000, walked by the links alone, which keep the filter", async () => {
    const { account, secret } = await people();
    for (let i = 0; i < 25; i++) await account.join("writer");
    const first = (await get(secret, "/members?filter=role:writer&sort=-displayName")).json;
    expect({ items: first.items.length, total: first.totalCount }).toEqual({ items: 20, total: 25 });
    const next = (await get(secret, first._links.next.href.replace("/api/v2", ""))).json;
    expect(new Set([...first.items, ...next.items].map(({ _id }) => _id)).size).toBe(25);
    expect(Object.keys(next._links)).toEqual(["self", "first", "prev"]);
    expect((await get(secret, "/members?limit=1000")).json.items).toHaveLength(27);
    expect((await get(secret, "/members?limit=1001")).status).toBe(400);
  });

  test("role matches base roles and custom roles by key, and an Owner counts as an Admin", async () => {
    const { filter, role } = await crowd();
    expect(await filter("role:admin")).toEqual(["owner", "admin"]);
    expect(await filter("role:owner")).toEqual(["owner"]);
    expect(await filter(`role:${role.key}`)).toEqual(["holder"]);
    expect(await filter(`role:${role.key}|reader`)).toEqual(["reader", "holder", "pending"]);
    expect(await filter("role:nothing")).toEqual([]);
  });

  test("query matches names and addresses in whatever case, and takes nothing for a pattern", async () => {
    const { filter } = await crowd();
    expect(await filter("query:ZOË")).toEqual(["admin"]);
    expect(await filter("query:zoë ünal")).toEqual(["admin"]);
    expect(await filter("query:PENDING-")).toEqual(["pending"]);
    expect(await filter("query:zoë|pending-")).toEqual(["admin", "pending"]);
    expect(await filter("query:%")).toEqual([]);
  });

  test("id and email match whole, several joined by |, and all conditions must hold", async () => {
    const { filter, admin, holder, reader } = await crowd();
    expect(await filter(`id:${admin.id}|${reader.id}`)).toEqual(["reader", "admin"]);
    expect(await filter(`email:${admin.email.toUpperCase()}|${holder.email}|none@acme.example`)).toEqual([
      "admin",
      "holder",
    ]);
    expect(await filter(`role:admin,email:${admin.email}`)).toEqual(["admin"]);
    expect(await filter(`role:reader,email:${admin.email}`)).toEqual([]);
  });

  test("lastSeen takes JSON, with its colons and commas, among other conditions", async () => {
    const { filter } = await crowd();
    expect(await filter('lastSeen:{"never":true}')).toEqual(["pending"]);
    expect(await filter('lastSeen:{"noData":true}')).toEqual(["pending"]);
    expect(await filter('lastSeen:{"before":2500}')).toEqual(["reader", "holder"]);
    expect(await filter('lastSeen:{"before": 2500},role:reader')).toEqual(["reader"]);
    expect(await filter('role:reader,lastSeen:{"never":true, "before":2500}')).toEqual(["reader", "pending"]);
  });

  test("as long as there are no teams, everybody is in none", async () => {
    const { filter } = await crowd();
    expect(await filter("team:builders")).toEqual([]);
    expect(await filter("noteam:builders,role:owner")).toEqual(["owner"]);
  });

  test("sorted by name or by when they were last seen, either way round", async () => {
    const { list } = await crowd();
    expect(await list({ sort: "lastSeen" })).toEqual(["pending", "reader", "holder", "admin", "owner"]);
    expect(await list({ sort: "-lastSeen" })).toEqual(["owner", "admin", "holder", "reader", "pending"]);
    expect(await list({ sort: "displayName" })).toEqual(["owner", "reader", "holder", "pending", "admin"]);
    expect(await list({ sort: "-displayName" })).toEqual(["admin", "pending", "holder", "reader", "owner"]);
    expect(await list({})).toEqual(["owner", "reader", "admin", "holder", "pending"]);
  });

  test.each([
    ["filter=colour:red", "filter"],
    ["filter=red", "filter"],
    ["filter=role:", "filter"],
    ["filter=role:a||b", "filter"],
    ["filter=accessCheck:createFlag:proj/x", "filter"],
    ["filter=lastSeen:soon", "filter"],
    ['filter=lastSeen:{"never":false}', "filter"],
    ['filter=lastSeen:{"after":1}', "filter"],
    ['filter=lastSeen:{"before":1', "filter"],
    ["sort=email", "sort"],
    ["limit=0", "limit"],
    ["offset=-1", "offset"],
  ])("400 for ?%s, naming %s", async (query, field) => {
    const { secret } = await people();
    const { status, json } = await get(secret, `/members?${query}`);
    expect({ status, code: json.code, named: json.message.startsWith(`${field}:`) }).toEqual({
      status: 400,
      code: "invalid_request",
      named: true,
    });
  });

  test("role attributes are there when they are asked for; nobody sees another account, and whoever has no view only themselves", async () => {
    const { account, secret } = await people();
    const { items } = (await get(secret, "/members?expand=customRoles,roleAttributes")).json;
    expect(items.map(({ roleAttributes }: { roleAttributes: object }) => roleAttributes)).toEqual([{}, {}]);
    expect("roleAttributes" in (await get(secret, "/members")).json.items[0]).toBe(false);
    const other = await people();
    expect((await get(secret, `/members?filter=id:${other.owner.id}`)).json.items).toEqual([]);
    const blind = await account.join("reader");
    const token = await issue(db, blind);
    await db.update(members).set({ baseRole: "no_access" }).where(eq(members.id, blind.id));
    const seen = (await get(token.secret, "/members")).json;
    expect({ total: seen.totalCount, id: seen.items[0]._id }).toEqual({ total: 1, id: blind.id });
  });
});

describe("GET /members/{id}", () => {
  test("says who is asked for a second factor", async () => {
    const { account, secret } = await people();
    const member = await account.join("reader");
    const mfa = async () => (await get(secret, `/members/${member.id}`)).json.mfa;
    expect(await mfa()).toBe("disabled");
    await seedPasskey(db, member);
    expect(await mfa()).toBe("enabled");
  });

  test("200 by id and as me, who is nobody for a service token", async () => {
    const { owner, reader, secret, readers } = await people();
    const { json } = await get(readers, `/members/${owner.id}`);
    expect(json).toMatchObject({
      _id: owner.id,
      role: "owner",
      _pendingInvite: false,
      _verified: true,
      firstName: "Mo",
    });
    expect((await get(readers, "/members/me")).json._id).toBe(reader.id);
    const service = await issue(db, owner, { kind: "service", role: "owner" });
    expect((await get(service.secret, "/members/me")).status).toBe(404);
    expect((await get(secret, "/members/me?expand=roleAttributes")).json.roleAttributes).toEqual({});
  });

  test("404, one and the same, for what does not exist, is another account's, was removed, or is out of view", async () => {
    const { account, owner, reader, secret } = await people();
    const foreign = (await people()).owner;
    const removed = await account.join("reader");
    await call(secret, "DELETE", `/members/${removed.id}`);
    const blind = await issue(db, reader, { role: { source: "inline", statements: [VIEW] } });
    for (const [asker, id] of [
      [secret, UNKNOWN_ID],
      [secret, "not-an-id"],
      [secret, foreign.id],
      [secret, removed.id],
      [blind.secret, owner.id],
    ] as const) {
      const { status, json } = await get(asker, `/members/${id}`);
      expect({ status, message: json.message }).toEqual({ status: 404, message: "There is no such member." });
    }
  });
});

describe("PATCH /members/{id}", () => {
  async function one() {
    const known = await people();
    const [a, b] = [await seedRole(db, known.owner, [VIEW]), await seedRole(db, known.owner, [VIEW])];
    const { reader, secret } = known;
    const shown = async () => (await get(secret, `/members/${reader.id}?expand=roleAttributes`)).json;
    return { ...known, id: reader.id, a, b, shown };
  }

  test("200 gives another base role, custom roles and attribute values; the member's tokens follow at once", async () => {
    const { secret, readers, id, a, shown } = await one();
    const roleAttributes = { projects: ["web"] };
    const changes = [
      replace("/role", "writer"),
      replace("/customRoles", [a.id]),
      replace("/roleAttributes", roleAttributes),
    ];
    expect((await patch(secret, id, changes)).status).toBe(200);
    expect(await shown()).toMatchObject({ role: "writer", customRoles: [a.id], roleAttributes });
    expect((await get(readers, "/roles")).json.totalCount).toBe(1);
    const cleared = { patch: [replace("/customRoles", []), replace("/roleAttributes", {})], comment: "over" };
    expect((await patch(secret, id, cleared)).status).toBe(200);
    expect(await shown()).toMatchObject({ role: "writer", customRoles: [], roleAttributes: {} });
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.targetId, id)).orderBy(auditEntries.at);
    expect(entries.at(-1)).toMatchObject({ actorKind: "access_token", comment: "over" });
  });

  test("custom roles are inserted, appended, replaced and taken away where they are said to be, by id or key", async () => {
    const { secret, id, a, b } = await one();
    const appended = [
      { op: "add", path: "/customRoles/-", value: a.key },
      { op: "add", path: "/customRoles/0", value: b.id },
    ];
    expect((await patch(secret, id, appended)).json.customRoles).toEqual([b.id, a.id]);
    const tested = [
      { op: "test", path: "/customRoles/1", value: a.id },
      { op: "remove", path: "/customRoles/0" },
    ];
    expect((await patch(secret, id, tested)).json.customRoles).toEqual([a.id]);
    expect((await patch(secret, id, [replace("/customRoles/0", b.key)])).json.customRoles).toEqual([b.id]);
  });

  test.each([
    ["the address", [replace("/email", "x@acme.example")], "/email"],
    ["the password", [replace("/password", PASSWORD)], "/password"],
    ["a place further in", [replace("/roleAttributes/projects", ["x"])], "/roleAttributes/projects"],
    ["a role that is none", [replace("/role", "emperor")], "role"],
    ["a role that is taken away", [{ op: "remove", path: "/role" }], "role"],
    ["a custom role that is not there", [replace("/customRoles", ["x"])], "customRoles"],
    ["an attribute value that is a pattern", [replace("/roleAttributes", { a: ["*"] })], "/roleAttributes/a/0"],
    ["a copy", [{ op: "copy", path: "/role", from: "/email" }], "/0/op"],
  ])("400 for %s, naming it; nothing is changed", async (_, sent, field) => {
    const { secret, id, shown } = await one();
    const before = await shown();
    const { status, json } = await patch(secret, id, sent);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toContain(field);
    expect(await shown()).toEqual(before);
  });

  test("422 patch_failed where there is nothing, or a test fails; nothing is changed", async () => {
    const { secret, id, shown } = await one();
    const before = await shown();
    for (const failing of [
      { op: "remove", path: "/customRoles/0" },
      { op: "test", path: "/role", value: "owner" },
    ]) {
      const { status, json } = await patch(secret, id, [replace("/role", "writer"), failing]);
      expect({ status, code: json.code }).toEqual({ status: 422, code: "patch_failed" });
    }
    expect(await shown()).toEqual(before);
  });

  test("403 names the action and the resource, or the highest role to give; 404 for nobody; 409 for the last Owner", async () => {
    const { account, owner, reader, readers, secret, id } = await one();
    const up = [replace("/role", "admin")];
    const refused = await patch(readers, id, up);
    expect(refused.status).toBe(403);
    expect(refused.json.message).toContain(`updateRole on member/${reader.id}`);
    const admin = await issue(db, await account.join("admin"), { role: "admin" });
    const tooHigh = await patch(admin.secret, id, [replace("/role", "owner")]);
    expect(tooHigh).toMatchObject({ status: 403, json: { message: expect.stringContaining("Admin") } });
    expect((await patch(admin.secret, owner.id, [replace("/role", "reader")])).status).toBe(403);
    expect((await patch(secret, UNKNOWN_ID, up)).status).toBe(404);
    const last = await patch(secret, owner.id, [replace("/role", "admin")]);
    expect({ status: last.status, code: last.json.code }).toEqual({ status: 409, code: "conflict" });
  });
});

describe("what is out of view cannot be found out by changing it", () => {
  test("404 for a patch that only tests or changes nothing; an instruction that would change nothing is refused like any other", async () => {
    const { owner, reader, secret } = await people();
    const blind = await issue(db, reader, { role: { source: "inline", statements: [VIEW] } });
    for (const operations of [[], [{ op: "test", path: "/role", value: "owner" }], [replace("/role", "owner")]]) {
      const { status, text } = await patch(blind.secret, owner.id, operations);
      expect({ status, told: text.includes(owner.email) }).toEqual({ status: 404, told: false });
    }
    const same = [{ kind: "replaceMembersRoles", value: "owner", memberIDs: [owner.id] }];
    const told = async (id: string) => (await bulk(blind.secret, [{ ...same[0], memberIDs: [id] }])).json.message;
    expect(await told(owner.id)).toBe((await told(UNKNOWN_ID)).replace(UNKNOWN_ID, owner.id));
    expect((await bulk(blind.secret, same)).status).toBe(403);
    const changer = allow("updateRole", "member/*");
    const able = await issue(db, owner, { role: { source: "inline", statements: [changer] } });
    expect((await patch(able.secret, reader.id, [])).status).toBe(200);
    expect((await get(secret, `/members/${reader.id}`)).json.role).toBe("reader");
  });
});

describe("PATCH /members", () => {
  async function crowd() {
    const known = await people();
    const { account, owner, reader, secret } = known;
    const role = await seedRole(db, owner, [VIEW]);
    const [writer, admin] = [await account.join("writer"), await account.join("admin")];
    const shown = async (id: string) => {
      const { json } = await get(secret, `/members/${id}?expand=roleAttributes`);
      return { role: json.role, customRoles: json.customRoles, roleAttributes: json.roleAttributes };
    };
    return { ...known, role, writer, admin, reader, shown };
  }
  const SEMANTIC = { "content-type": "application/json; domain-model=launchdarkly.semanticpatch" };

  test("replaceMembersRoles gives a base role and takes custom roles away, with or without the content type's parameter", async () => {
    const { owner, reader, writer, role, secret, shown } = await crowd();
    await giveRoles(db, owner, writer, [role]);
    const memberIDs = [reader.id, writer.id];
    const done = await bulk(secret, [{ kind: "replaceMembersRoles", value: "admin", memberIDs }], SEMANTIC);
    expect({ status: done.status, json: done.json }).toEqual({ status: 200, json: { members: memberIDs, errors: [] } });
    expect(await shown(writer.id)).toMatchObject({ role: "admin", customRoles: [] });
    const plain = [{ kind: "replaceMembersRoles", value: "reader", memberIDs: [reader.id] }];
    expect((await bulk(secret, plain)).json.members).toEqual([reader.id]);
  });

  test("replaceMembersCustomRoles and replaceMembersRoleAttributes replace what was there", async () => {
    const { reader, writer, role, secret, shown } = await crowd();
    const memberIDs = [reader.id, writer.id];
    const done = await bulk(secret, [
      { kind: "replaceMembersCustomRoles", values: [role.key], memberIDs },
      { kind: "replaceMembersRoleAttributes", value: { projects: ["web"] }, memberIDs: [reader.id] },
    ]);
    expect(done.json).toEqual({ members: memberIDs, errors: [] });
    expect(await shown(reader.id)).toEqual({
      role: "reader",
      customRoles: [role.id],
      roleAttributes: { projects: ["web"] },
    });
    expect(await shown(writer.id)).toEqual({ role: "writer", customRoles: [role.id], roleAttributes: {} });
  });

  test("the All forms are about everybody whom the filters hold for, but for those who are ignored", async () => {
    const { account, reader, writer, admin, role, secret, shown } = await crowd();
    const ignored = await account.join("writer");
    const all = {
      kind: "replaceAllMembersRoles",
      value: "reader",
      filterRoles: "writer|admin",
      ignoredMemberIDs: [ignored.id],
    };
    const done = await bulk(secret, [{ ...all, filterQuery: "acme.example" }]);
    expect(done.json.members).toEqual([writer.id, admin.id]);
    expect((await shown(ignored.id)).role).toBe("writer");
    await seenAt(reader, 1_000);
    const seen = { kind: "replaceAllMembersCustomRoles", values: [role.id], filterLastSeen: { before: 2_000 } };
    expect((await bulk(secret, [seen])).json.members).toEqual([reader.id]);
    const team = { kind: "replaceAllMembersCustomRoles", values: [], filterTeamKey: "builders" };
    expect((await bulk(secret, [team])).json).toEqual({ members: [], errors: [] });
  });

  test("whoever cannot be changed is told of and the rest are changed; nobody changes themselves along with others", async () => {
    const { account, owner, reader, secret } = await crowd();
    const admin = await account.join("admin");
    const token = await issue(db, admin, { role: "admin" });
    const memberIDs = [reader.id, owner.id, admin.id, UNKNOWN_ID];
    const { status, json } = await bulk(token.secret, [{ kind: "replaceMembersRoles", value: "writer", memberIDs }]);
    expect({ status, members: json.members }).toEqual({ status: 200, members: [reader.id] });
    expect(json.errors).toEqual([
      { [owner.id]: expect.stringContaining("updateAccountOwner on acct") },
      { [admin.id]: expect.stringContaining("your own rights") },
      { [UNKNOWN_ID]: "There is no such member." },
    ]);
    const everybody = await bulk(secret, [{ kind: "replaceAllMembersRoles", value: "reader" }]);
    expect(everybody.json.errors).toEqual([{ [owner.id]: expect.stringContaining("your own rights") }]);
    expect((await get(secret, `/members/${owner.id}`)).json.role).toBe("owner");
  });

  test("403 names the action and the resource where nobody at all may be changed", async () => {
    const { readers, writer, shown } = await crowd();
    const { status, json } = await bulk(readers, [
      { kind: "replaceMembersRoles", value: "reader", memberIDs: [writer.id] },
    ]);
    expect(status).toBe(403);
    expect(json.message).toContain(`updateRole on member/${writer.id}`);
    expect((await shown(writer.id)).role).toBe("writer");
  });

  test.each([
    ["no instruction", [], "instructions"],
    ["an instruction that is none", [{ kind: "promoteEverybody" }], "/instructions/0/kind"],
    [
      "a role that is none",
      [{ kind: "replaceMembersRoles", value: "emperor", memberIDs: [] }],
      "/instructions/0/value",
    ],
    ["no members", [{ kind: "replaceMembersRoles", value: "reader" }], "/instructions/0/memberIDs"],
    [
      "a member too many",
      [{ kind: "replaceAllMembersRoles", value: "reader", memberIDs: [] }],
      "/instructions/0/memberIDs",
    ],
    [
      "a filter that is none",
      [{ kind: "replaceAllMembersRoles", value: "reader", filterLastSeen: {} }],
      "/instructions/0/filterLastSeen",
    ],
    [
      "an attribute value that is a pattern",
      [{ kind: "replaceMembersRoleAttributes", value: { a: ["*"] }, memberIDs: [] }],
      "/instructions/0/value/a/0",
    ],
  ])("400 for %s, naming it", async (_, instructions, field) => {
    const { secret } = await people();
    const { status, json } = await bulk(secret, instructions);
    expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(json.message).toContain(field);
  });

  test("400 for a custom role that is not there, naming it, and what went before is undone", async () => {
    const { reader, secret, shown } = await crowd();
    const memberIDs = [reader.id];
    const { status, json } = await bulk(secret, [
      { kind: "replaceMembersRoles", value: "admin", memberIDs },
      { kind: "replaceMembersCustomRoles", values: ["not-there"], memberIDs },
    ]);
    expect({ status, named: json.message.startsWith("/instructions/1/values:") }).toEqual({ status: 400, named: true });
    expect((await shown(reader.id)).role).toBe("reader");
  });
});

describe("DELETE /members/{id}", () => {
  test("204 removes: their token is a 401 on the next call, and their address is free again", async () => {
    const { reader, secret, readers } = await people();
    expect(await call(secret, "DELETE", `/members/${reader.id}`)).toMatchObject({ status: 204, text: "" });
    expect((await get(readers, "/caller-identity")).status).toBe(401);
    expect((await call(secret, "DELETE", `/members/${reader.id}`)).status).toBe(404);
    expect((await post(secret, [{ email: reader.email }])).status).toBe(201);
  });

  test("403 names the action and the resource; 404 for another account's; 409 for the last Owner", async () => {
    const { owner, secret, readers } = await people();
    const refused = await call(readers, "DELETE", `/members/${owner.id}`);
    expect(refused.status).toBe(403);
    expect(refused.json.message).toContain(`deleteMember on member/${owner.id}`);
    expect((await call(secret, "DELETE", `/members/${(await people()).reader.id}`)).status).toBe(404);
    const last = await call(secret, "DELETE", `/members/${owner.id}`);
    expect({ status: last.status, code: last.json.code }).toEqual({ status: 409, code: "conflict" });
  });
});

describe("Terraform's sequence for a team member (semantics 7.4)", () => {
  test("invited with custom roles alone, read, updated, cleared, found by address, removed: every plan is empty", async () => {
    const { owner, secret } = await people();
    const [a, b] = [await seedRole(db, owner, [VIEW]), await seedRole(db, owner, [VIEW])];
    const email = address();
    const sent = {
      email,
      role: "",
      firstName: "Tee",
      lastName: "Eff",
      customRoles: [a.key],
      roleAttributes: { p: ["x", "y"] },
    };
    const created = await post(secret, [sent]);
    expect(created.status).toBe(201);
    const id = created.json.items[0]._id;
    const planned = async (expected: { customRoles: string[]; roleAttributes: object; role?: string }) => {
      const { json } = await get(secret, `/members/${id}?expand=roleAttributes`);
      const keys = [];
      for (const role of json.customRoles) keys.push((await get(secret, `/roles/${role}`)).json.key);
      const { roleAttributes } = json;
      expect({ email: json.email, first: json.firstName, last: json.lastName }).toEqual({
        email,
        first: "Tee",
        last: "Eff",
      });
      expect({ customRoles: keys, roleAttributes, role: json.role }).toEqual({ role: "reader", ...expected });
    };
    await planned({ customRoles: [a.key], roleAttributes: { p: ["x", "y"] } });
    const update = [
      replace("/role", "writer"),
      replace("/customRoles", [b.id, a.id]),
      replace("/roleAttributes", { q: ["z"] }),
    ];
    expect((await patch(secret, id, update)).status).toBe(200);
    await planned({ customRoles: [b.key, a.key], roleAttributes: { q: ["z"] }, role: "writer" });
    const clear = [replace("/role", "writer"), replace("/customRoles", []), replace("/roleAttributes", {})];
    expect((await patch(secret, id, clear)).status).toBe(200);
    await planned({ customRoles: [], roleAttributes: {}, role: "writer" });
    const found = await get(secret, `/members?${new URLSearchParams({ filter: `email:${email}|${owner.email}` })}`);
    expect(found.json.items.map(({ _id }: { _id: string }) => _id)).toEqual([owner.id, id]);
    expect((await call(secret, "DELETE", `/members/${id}`)).status).toBe(204);
    expect((await get(secret, `/members/${id}`)).status).toBe(404);
  });
});
