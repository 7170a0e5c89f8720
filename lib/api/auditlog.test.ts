import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { tokenSecrets } from "@/drizzle/schema";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { deleteRole } from "@/lib/roles/delete-role";
import { updateRoleInput } from "@/lib/roles/input";
import { updateRole } from "@/lib/roles/update-role";
import { issue, seedAccount } from "@/lib/testing/account";
import { ID, testApi, UNKNOWN_ID } from "@/lib/testing/api";
import { plantEntries } from "@/lib/testing/audit";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { updateToken } from "@/lib/tokens/update-token";

const { db } = await testDatabase();
const api = testApi(db);

const START = 1_700_000_000_000;

const call = (secret: string | null, method: string, path: string, body?: unknown) =>
  api.call(secret, method, path.replace("/api/v2", ""), body);

const get = (secret: string | null, path: string) => call(secret, "GET", path);
const titles = ({ json }: { json: { items: { title: string }[] } }) => json.items.map(({ title }) => title);

async function people() {
  const account = await seedAccount(db);
  const [owner, reader] = [await account.join("owner"), await account.join("reader")];
  const ownerToken = await issue(db, owner, { role: "owner", name: "owner's" });
  return { account, owner, reader, ownerToken, secret: ownerToken.secret };
}

const ROUTES = [
  ["GET", "/auditlog"],
  ["POST", "/auditlog"],
  ["POST", "/auditlog/counts?after=0"],
  ["GET", `/auditlog/${UNKNOWN_ID}`],
] as const;

/** The detail of the newest entry of that action. */
async function detail(secret: string, action: string) {
  const { json } = await call(secret, "POST", "/auditlog?limit=1", [allow(action, "*")]);
  return get(secret, json.items[0]._links.self.href);
}

describe("every route", () => {
  test.each(ROUTES)("%s %s: 401 without a token and with a removed member's", async (method, path) => {
    const { owner, reader } = await people();
    const { secret } = await issue(db, reader);
    expect((await call(secret, method, path)).status).toBe(path.includes(UNKNOWN_ID) ? 404 : 200);
    await removeMember(db, owner.principal, reader.id);
    for (const header of [null, "garbage", secret]) {
      const { status, json } = await call(header, method, path);
      expect({ status, code: json.code }).toEqual({ status: 401, code: "unauthorized" });
    }
  });

  test.each(ROUTES)("%s %s: 403 where a statement denies the log, naming action and resource", async (method, path) => {
    const { owner, reader } = await people();
    const { secret } = await issue(db, reader);
    const blind = await seedRole(db, owner, [deny("viewAuditLog", "acct")], { basePermissions: "reader" });
    await giveRoles(db, owner, reader, [blind]);
    const { status, json } = await call(secret, method, path);
    expect({ status, code: json.code }).toEqual({ status: 403, code: "forbidden" });
    expect(json.message).toContain("viewAuditLog on acct");
  });

  test("405 with another method", async () => {
    const { secret } = await people();
    expect((await call(secret, "DELETE", "/auditlog")).status).toBe(405);
    expect((await call(secret, "PATCH", "/auditlog/counts")).status).toBe(405);
  });
});

describe("GET /auditlog", () => {
  test("200: an entry says who did what to what, through which token", async () => {
    const { account, owner, secret, ownerToken } = await people();
    const made = await call(secret, "POST", "/tokens", { name: "deploy-bot" });
    const { status, json } = await get(secret, "/auditlog");
    expect(status).toBe(200);
    const resource = `member/${owner.id}:token/${made.json._id}`;
    const self = (href: string) => ({ self: { href, type: "application/json" } });
    expect(Object.keys(json).sort()).toEqual(["_links", "items"]);
    expect(json.items).toHaveLength(2);
    expect(json.items[0]).toEqual({
      _links: {
        ...self(`/api/v2/auditlog/${json.items[0]._id}`),
        parent: { href: "/api/v2/auditlog", type: "application/json" },
      },
      _id: expect.stringMatching(ID),
      _accountId: account.id,
      date: expect.any(Number),
      accesses: [{ action: "createAccessToken", resource }],
      kind: "token",
      name: "deploy-bot",
      description: "Mo owner (through the token owner's) created the token deploy-bot.",
      shortDescription: "Created the token deploy-bot",
      subject: { _links: self(`/api/v2/members/${owner.id}`), name: "Mo owner (through the token owner's)" },
      member: {
        _links: self(`/api/v2/members/${owner.id}`),
        _id: owner.id,
        email: owner.email,
        firstName: "Mo",
        lastName: "owner",
      },
      token: {
        _links: self(`/api/v2/tokens/${ownerToken.token.id}`),
        _id: ownerToken.token.id,
        name: "owner's",
        ending: secret.slice(-4),
        serviceToken: false,
      },
      titleVerb: "created the token",
      title: "Mo owner (through the token owner's) created the token deploy-bot",
      target: { _links: self(`/api/v2/tokens/${made.json._id}`), name: "deploy-bot", resources: [resource] },
    });
    expect(Math.abs(json.items[0].date - made.json.creationDate)).toBeLessThan(5000);
  });

  test("200: a Reader's token sees what is theirs, a service token itself, an Owner's everything", async () => {
    const { account, owner, reader, secret } = await people();
    const writer = await account.join("writer");
    await issue(db, writer, { name: "writer's" });
    const readers = await issue(db, reader, { name: "reader's" });
    const service = await issue(db, owner, { name: "bot", kind: "service" });
    expect(titles(await get(readers.secret, "/auditlog"))).toEqual(["Mo reader created the token reader's"]);
    expect(titles(await get(service.secret, "/auditlog"))).toEqual(["Mo owner created the service token bot"]);
    expect(titles(await get(secret, "/auditlog"))).toHaveLength(4);
    const other = await people();
    expect(titles(await get(other.secret, "/auditlog"))).toEqual(["Mo owner created the token owner's"]);
  });

  test("200: who is removed is named still, with their token", async () => {
    const { account, owner, secret } = await people();
    const admin = await account.join("admin");
    const theirs = await issue(db, admin, { name: "theirs", role: "admin" });
    await call(theirs.secret, "POST", "/tokens", { name: "made" });
    await removeMember(db, owner.principal, admin.id);
    const { json } = await get(secret, "/auditlog?q=createAccessToken&limit=1");
    expect(json.items[0]).toMatchObject({ member: { email: admin.email }, token: { name: "theirs" } });
  });

  test("55 entries, 30 of one millisecond, are walked by the links alone without loss or repeat", async () => {
    const { account, secret } = await people();
    const ids = await plantEntries(db, account.id, [
      ...Array.from({ length: 24 }, (_, i) => ({ at: START - 100 + i })),
      ...Array.from({ length: 30 }, () => ({ at: START })),
    ]);
    for (const limit of ["", "?limit=7", "?limit=20"]) {
      const seen: string[] = [];
      let pages = 0;
      for (let path: string | undefined = `/auditlog${limit}`; path; pages++) {
        const { json } = await get(secret, path);
        seen.push(...json.items.map(({ _id }: { _id: string }) => _id));
        expect(Object.keys(json._links).filter((name) => name !== "next")).toEqual(["self"]);
        path = json._links.next?.href;
        if (path) expect(path).toMatch(/[?&]before=\d+&/);
      }
      expect(new Set(seen)).toEqual(new Set([...ids, seen[0]]));
      expect(seen).toHaveLength(55);
      expect(pages).toBe(Math.ceil(55 / Number(limit.replace(/\D/g, "") || 10)));
    }
  });

  test("the links carry what was asked along; a self link asks for the same page", async () => {
    const { account, secret } = await people();
    await plantEntries(
      db,
      account.id,
      Array.from({ length: 5 }, (_, i) => ({ at: START + i, targetName: "50% & more" })),
    );
    const query = new URLSearchParams({ q: "50% &", spec: "role/*", after: String(START + 1), limit: "3" });
    const first = await get(secret, `/auditlog?${query}`);
    expect(first.json.items).toHaveLength(3);
    expect((await get(secret, first.json._links.self.href)).text).toBe(first.text);
    const second = await get(secret, first.json._links.next.href);
    expect(second.json.items.map(({ date }: { date: number }) => date)).toEqual([START + 1]);
    expect(second.json._links.next).toBeUndefined();
  });

  test("200: after is part of the time, before is not, and an empty answer has no next", async () => {
    const { account, secret } = await people();
    await plantEntries(db, account.id, [{ at: START }, { at: START + 1 }]);
    const dates = async (query: string) =>
      (await get(secret, `/auditlog?${query}`)).json.items.map(({ date }: { date: number }) => date);
    expect(await dates(`before=${START + 1}`)).toEqual([START]);
    expect(await dates(`after=${START + 1}&before=${START + 2}`)).toEqual([START + 1]);
    expect(await dates("before=0")).toEqual([]);
    expect(await dates(`after=${START}&before=${START}&unheardOf=1`)).toEqual([]);
  });

  test.each([
    "limit=0",
    "limit=21",
    "limit=-1",
    "limit=abc",
    "limit=",
    "before=yesterday",
    "before=1.5",
    "before=-1",
    "after=99999999999999999",
    "after=999999999999999",
    `q=${"x".repeat(201)}`,
    `spec=${"x".repeat(257)}`,
    "spec=",
    "spec=:token/x",
    "cursor=nonsense",
  ])("400 for ?%s, naming it", async (query) => {
    const { secret } = await people();
    for (const method of ["GET", "POST"]) {
      const { status, json } = await call(secret, method, `/auditlog?${query}`);
      expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
      expect(json.message).toContain(query.split("=")[0]);
    }
  });
});

describe("POST /auditlog", () => {
  test("200: entries that the statements allow; without a body all; the next page takes the same body", async () => {
    const { owner, secret } = await people();
    for (let i = 0; i < 4; i++) await issue(db, owner, { name: `s${i}`, kind: "service" });
    const statements = [allow("createAccessToken", "service-token/*")];
    const first = await call(secret, "POST", "/auditlog?limit=3", statements);
    expect(first.status).toBe(200);
    expect(first.json.items.map(({ name }: { name: string }) => name)).toEqual(["s3", "s2", "s1"]);
    const second = await call(secret, "POST", first.json._links.next.href, statements);
    expect(second.json.items.map(({ name }: { name: string }) => name)).toEqual(["s0"]);
    expect(second.json._links.next).toBeUndefined();
    expect(titles(await call(secret, "POST", "/auditlog"))).toHaveLength(5);
    expect(titles(await call(secret, "POST", "/auditlog", []))).toEqual([]);
    const but = [allow("*", "*"), deny("*", "service-token/*")];
    expect(titles(await call(secret, "POST", "/auditlog", but))).toHaveLength(1);
  });

  test.each([
    ["null", null, "body"],
    ["an object", { statements: [] }, "body"],
    ["an effect that is none", [{ effect: "maybe", actions: ["*"], resources: ["*"] }], "effect"],
    ["a statement without resources", [{ effect: "allow", actions: ["*"] }], "0"],
    ["a resource that is none", [allow("*", "role//x:")], "resources"],
  ])("400 for %s in place of statements, naming the place", async (_, body, place) => {
    const { secret } = await people();
    for (const path of ["/auditlog", "/auditlog/counts?after=0"]) {
      const { status, json } = await call(secret, "POST", path, body);
      expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
      expect(json.message.split(": ")[0]).toContain(place);
    }
  });

  test("400 for a body that is not JSON", async () => {
    const { secret } = await people();
    expect((await call(secret, "POST", "/auditlog", "{")).status).toBe(400);
  });
});

describe("POST /auditlog/counts", () => {
  test("200: the parts sum to the total, which is what the pages hold", async () => {
    const { account, secret } = await people();
    await plantEntries(
      db,
      account.id,
      Array.from({ length: 30 }, (_, i) => ({ at: START + i * i, resource: `role/${i % 3}` })),
    );
    const range = `after=${START}&before=${START + 1000}`;
    const { status, json } = await call(secret, "POST", `/auditlog/counts?${range}&buckets=10`);
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual(["bucketIntervalMs", "buckets", "totalCount"]);
    expect([json.bucketIntervalMs, json.totalCount, json.buckets.length]).toEqual([100, 30, 10]);
    expect(json.buckets[0]).toEqual({ timestamp: START, count: 10 });
    const sum = json.buckets.reduce((total: number, { count }: { count: number }) => total + count, 0);
    expect(sum).toBe(30);
    const selected = await call(secret, "POST", `/auditlog/counts?${range}`, [allow("*", "role/1")]);
    expect([selected.json.totalCount, selected.json.buckets.length]).toEqual([10, 50]);
  });

  test("200: until now, as far as the token sees", async () => {
    const { reader, secret } = await people();
    const readers = await issue(db, reader);
    const counted = async (header: string) => (await call(header, "POST", "/auditlog/counts?after=0")).json.totalCount;
    expect(await counted(readers.secret)).toBe(1);
    expect(await counted(secret)).toBe(2);
  });

  test.each(["", "after=", "after=x", "after=5&before=5", "after=0&buckets=0", "after=0&buckets=501"])(
    "400 for ?%s, naming the field",
    async (query) => {
      const { secret } = await people();
      const { status, json } = await call(secret, "POST", `/auditlog/counts?${query}`);
      expect({ status, code: json.code }).toEqual({ status: 400, code: "invalid_request" });
      expect(json.message).toMatch(/^(after|before|buckets): /);
    },
  );
});

describe("GET /auditlog/{id}", () => {
  test("200: a change of a member with the states before and after, and the patch between them", async () => {
    const { owner, reader, secret } = await people();
    await updateMember(db, owner.principal, {
      id: reader.id,
      baseRole: "admin",
      roleAttributes: { team: ["a"] },
      comment: "new job",
    });
    const { status, json } = await detail(secret, "updateRole");
    expect(status).toBe(200);
    expect(json).toMatchObject({
      kind: "member",
      comment: "new job",
      titleVerb: "promoted",
      previousVersion: { role: "reader", roleAttributes: {} },
      currentVersion: { role: "admin", roleAttributes: { team: ["a"] } },
      delta: [
        { op: "replace", path: "/role", value: "admin" },
        { op: "replace", path: "/roleAttributes", value: { team: ["a"] } },
      ],
      subentries: [],
    });
    expect(json.token).toBeUndefined();
  });

  test("200: a token changes its form of scope and gets an end; what it lacked is added", async () => {
    const { owner, secret } = await people();
    const { token } = await issue(db, owner, { name: "t", role: "writer" });
    const statements = [allow("updateOn", "proj/*")];
    const expiresAt = Date.now() + 1e8;
    await updateToken(db, owner.principal, {
      id: token.id,
      comment: "",
      role: { source: "inline", statements },
      expiresAt,
    });
    expect((await detail(secret, "updateAccessTokenPolicy")).json).toMatchObject({
      previousVersion: { role: "writer" },
      currentVersion: { inlineRole: statements, expirationDate: expiresAt },
      delta: [
        { op: "remove", path: "/role" },
        { op: "add", path: "/expirationDate", value: expiresAt },
        { op: "add", path: "/inlineRole", value: statements },
      ],
    });
    const role = await seedRole(db, owner, statements);
    await updateToken(db, owner.principal, {
      id: token.id,
      comment: "",
      role: { source: "custom", roles: [role.key] },
    });
    expect((await detail(secret, "updateAccessTokenPolicy")).json.currentVersion).toEqual({ customRoleIds: [role.id] });
  });

  test("200: what was made has a present and no past, what was deleted the other way round, a sign-in neither", async () => {
    const { account, owner, secret } = await people();
    const policy = [allow("updateOn", "proj/*")];
    const role = await seedRole(db, owner, policy, { key: "deployers" });
    expect((await detail(secret, "createRole")).json).toMatchObject({
      delta: null,
      previousVersion: null,
      currentVersion: { key: "deployers", basePermissions: "no_access", policy },
    });
    await updateRole(db, owner.principal, updateRoleInput.parse({ role: role.id, name: "Shippers", comment: "named" }));
    expect((await detail(secret, "updateName")).json.delta).toEqual([
      { op: "replace", path: "/name", value: "Shippers" },
    ]);
    await deleteRole(db, owner.principal, { role: role.id, evenInUse: false, comment: "" });
    expect((await detail(secret, "deleteRole")).json).toMatchObject({
      delta: null,
      previousVersion: { key: "deployers", policy },
      currentVersion: null,
    });
    expect((await detail(secret, "createAccessToken")).json.currentVersion).toEqual({
      role: "owner",
      serviceToken: false,
    });
    await plantEntries(db, account.id, [
      { kind: "session", action: "signIn", memberId: owner.id, targetName: owner.email },
    ]);
    expect((await detail(secret, "signIn")).json).toMatchObject({
      title: "Mo owner signed in",
      shortDescription: "Signed in",
      target: { _links: {} },
      delta: null,
      previousVersion: null,
      currentVersion: null,
    });
  });

  test("404, one and the same, for what does not exist, is another account's, or outside the view", async () => {
    const { reader, secret } = await people();
    const readers = await issue(db, reader);
    const [newest, oldest] = (await get(secret, "/auditlog")).json.items.map(({ _id }: { _id: string }) => _id);
    expect((await get(readers.secret, `/auditlog/${newest}`)).status).toBe(200);
    const foreign = (await people()).secret;
    for (const { status, json } of [
      await get(secret, `/auditlog/${UNKNOWN_ID}`),
      await get(secret, "/auditlog/not-an-id"),
      await get(foreign, `/auditlog/${newest}`),
      await get(readers.secret, `/auditlog/${oldest}`),
    ]) {
      const { code, message } = json;
      expect({ status, code, message }).toEqual({
        status: 404,
        code: "not_found",
        message: "There is no such audit entry.",
      });
    }
  });
});

test("no answer holds a secret or a digest, though a secret was written into a note", async () => {
  const { owner, ownerToken, secret } = await people();
  const role = await seedRole(db, owner, [allow("updateOn", "proj/*")]);
  const edit = { ...updateRoleInput.parse({ role: role.id, name: "Next" }), comment: `made with ${secret}` };
  await updateRole(db, owner.principal, { ...edit, description: `see ${secret}` }); // past the door, which refuses it
  const made = await call(secret, "POST", "/tokens", { name: "made" });
  const { json, text } = await get(secret, "/auditlog?limit=20");
  const details = await Promise.all(json.items.map(({ _id }: { _id: string }) => get(secret, `/auditlog/${_id}`)));
  const everything = [text, ...details.map((answer) => answer.text)].join("\n");
  expect(details).toHaveLength(4);
  expect(everything).toContain(`made with lkp_***${secret.slice(-4)}`);
  const digests = await db.select({ hex: sql<string>`encode(${tokenSecrets.digest}, 'hex')` }).from(tokenSecrets);
  const never = [secret, made.json.token].map((whole: string) => whole.slice(4, -6));
  for (const hidden of [...never, ...digests.map(({ hex }) => hex)]) expect(everything).not.toContain(hidden);
  expect(ownerToken.token.name).toBe("owner's");
});
