import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { LEASE_MS } from "@/lib/leases/limits";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { decide } from "@/lib/policy/decide";
import { updateRole } from "@/lib/roles/update-role";
import { issue, seedAccount } from "@/lib/testing/account";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { pauseToken } from "@/lib/tokens/pause-token";
import { resumeToken } from "@/lib/tokens/resume-token";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { updateToken } from "@/lib/tokens/update-token";

const { db, url } = await testDatabase();
const one = startInstance(url);
const two = startInstance(url);
beforeItGoes(async () => {
  await Promise.all([one.stop(), two.stop()]);
});
beforeAll(async () => {
  await Promise.all([untilHeld(one), untilHeld(two)]);
});

const writes = { action: "updateOn", resource: "proj/web:env/production:flag/x" };
const all = [one, two];

async function mayWrite(instance: (typeof all)[number], secret: string): Promise<boolean> {
  const holder = await instance.authority.tokens.find(secret);
  return holder !== null && holder.dead === null && decide(holder.grants, writes).effect === "allow";
}

/** Asks everywhere, twice: the second answer comes from memory. */
async function everywhere(secret: string): Promise<boolean[]> {
  const answers: boolean[] = [];
  for (const instance of [...all, ...all]) answers.push(await mayWrite(instance, secret));
  return answers;
}
const yes = [true, true, true, true];
const no = [false, false, false, false];

describe("what a token may do, from memory", () => {
  test("a malformed or unknown secret is nobody's, and costs no place in memory", async () => {
    const size = one.authority.tokens.size;
    expect(await one.authority.tokens.find("lkp_nonsense")).toBeNull();
    expect(await one.authority.tokens.find(`lkp_${"a".repeat(43)}000000`)).toBeNull();
    expect(one.authority.tokens.size).toBe(size);
  });

  test("a warm answer comes at once, without a query", async () => {
    const account = await seedAccount(db);
    const { secret } = await issue(db, await account.join("writer"), { role: "writer" });
    await untilHeld(one);
    await one.authority.tokens.find(secret);
    const again = one.authority.tokens.find(secret);
    expect(again).not.toBeInstanceOf(Promise);
    expect(again).toMatchObject({ accountId: account.id, kind: "personal", dead: null });
  });

  test("many who ask for a cold token at once share one look-up", async () => {
    const account = await seedAccount(db);
    const { secret } = await issue(db, await account.join("writer"), { role: "writer" });
    await untilHeld(one);
    const [first, second] = [one.authority.tokens.find(secret), one.authority.tokens.find(secret)];
    expect(first).toBe(second);
    await first;
  });

  test("tokens that may do the same share one permission in memory", async () => {
    const account = await seedAccount(db);
    const member = await account.join("writer");
    const [a, b] = [await issue(db, member, { role: "writer" }), await issue(db, member, { role: "writer" })];
    const [x, y] = [await one.authority.tokens.find(a.secret), await one.authority.tokens.find(b.secret)];
    expect(x?.grants).toBe(y?.grants);
  });
});

describe("a change has reached every memory when it returns (invariant I20)", () => {
  test("revoking", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("writer")];
    const { secret, token } = await issue(db, member, { role: "writer" });
    expect(await everywhere(secret)).toEqual(yes);
    expect((await revokeToken(db, owner.principal, { id: token.id, reason: "" })).ok).toBe(true);
    expect(await everywhere(secret)).toEqual(no);
    expect(await one.authority.tokens.find(secret)).toMatchObject({ dead: "revoked" });
  });

  test("pausing and resuming", async () => {
    const account = await seedAccount(db);
    const member = await account.join("writer");
    const { secret, token } = await issue(db, member, { role: "writer" });
    expect(await everywhere(secret)).toEqual(yes);
    expect((await pauseToken(db, member.principal, { id: token.id, reason: "" })).ok).toBe(true);
    expect(await everywhere(secret)).toEqual(no);
    expect((await resumeToken(db, member.principal, { id: token.id, reason: "" })).ok).toBe(true);
    expect(await everywhere(secret)).toEqual(yes);
  });

  test("renaming and revoking, to the REST API", async () => {
    const account = await seedAccount(db);
    const member = await account.join("writer");
    const { secret, token } = await issue(db, member, { role: "writer" });
    for (const { authority } of [...all, ...all]) await authority.present(secret);
    await Promise.all(all.map(untilHeld));
    const known = all.map(({ authority }) => authority.present(secret));
    expect(known.map((found) => found instanceof Promise)).toEqual([false, false]);
    expect((await updateToken(db, member.principal, { id: token.id, comment: "", name: "renamed" })).ok).toBe(true);
    for (const { authority } of all) expect(await authority.present(secret)).toMatchObject({ name: "renamed" });
    expect((await revokeToken(db, member.principal, { id: token.id, reason: "" })).ok).toBe(true);
    for (const { authority } of all) expect(await authority.present(secret)).toMatchObject({ dead: "revoked" });
  });

  test("demoting and removing a member", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("writer")];
    const { secret } = await issue(db, member, { role: "writer" });
    expect(await everywhere(secret)).toEqual(yes);
    expect((await updateMember(db, owner.principal, { id: member.id, baseRole: "reader" })).ok).toBe(true);
    expect(await everywhere(secret)).toEqual(no);
    expect((await updateMember(db, owner.principal, { id: member.id, baseRole: "writer" })).ok).toBe(true);
    expect(await everywhere(secret)).toEqual(yes);
    expect((await removeMember(db, owner.principal, member.id)).ok).toBe(true);
    expect(await everywhere(secret)).toEqual(no);
  });

  test("editing a role that a token uses, and a role that its member holds", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("writer")];
    const role = await seedRole(db, owner, [allow("*", "proj/*:env/*:flag/*")], { basePermissions: "reader" });
    const { secret } = await issue(db, member, { role: "writer" });
    await giveRoles(db, owner, member, [role]);
    const scoped = await issue(db, owner, { role: { source: "custom", roles: [role.id] } });
    expect(await everywhere(secret)).toEqual(yes);
    expect(await everywhere(scoped.secret)).toEqual(yes);
    const edit = { role: role.key, comment: "", policy: [] };
    expect((await updateRole(db, owner.principal, edit)).ok).toBe(true);
    expect(await everywhere(secret)).toEqual(no);
    expect(await everywhere(scoped.secret)).toEqual(no);
  });
});

describe("a change waits for whoever cannot hear of it", () => {
  test("a memory whose notices are lost is told within a renewal", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("writer")];
    one.trouble.deaf = true;
    for (let round = 0; round < 3; round++) {
      const { secret, token } = await issue(db, member, { role: "writer" });
      expect(await everywhere(secret)).toEqual(yes);
      await revokeToken(db, owner.principal, { id: token.id, reason: "" });
      expect(await everywhere(secret)).toEqual(no);
    }
    one.trouble.deaf = false;
  });

  test("a frozen one lets its lease run out, and the change returns soon after", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("writer")];
    const { secret, token } = await issue(db, member, { role: "writer" });
    await untilHeld(one);
    expect(await everywhere(secret)).toEqual(yes);
    one.trouble.frozen = true;
    await revokeToken(db, owner.principal, { id: token.id, reason: "" });
    expect(one.lease.held()).toBe(false);
    expect(await everywhere(secret)).toEqual(no);
    one.trouble.frozen = false;
    await untilHeld(one);
    expect(await everywhere(secret)).toEqual(no);
  });

  test("one whose connection is cut forgets nothing it should not, and believes nothing old", async () => {
    const account = await seedAccount(db);
    const [owner, member] = [await account.join("owner"), await account.join("writer")];
    for (let round = 0; round < 3; round++) {
      const { secret, token } = await issue(db, member, { role: "writer" });
      await untilHeld(one);
      expect(await everywhere(secret)).toEqual(yes);
      one.cut();
      await revokeToken(db, owner.principal, { id: token.id, reason: "" });
      expect(await everywhere(secret)).toEqual(no);
    }
    await untilHeld(one);
  });

  test("one that was struck off comes back with an empty memory", async () => {
    await untilHeld(one);
    await db.execute(sql`delete from authority_instances`);
    await expect.poll(() => one.authority.tokens.size, { timeout: 3 * LEASE_MS }).toBe(0);
    await untilHeld(one);
  });
});

test("at random moments under load, no allow begins after its revocation has returned", async () => {
  const account = await seedAccount(db);
  const [owner, member] = [await account.join("owner"), await account.join("writer")];
  const rounds = 60;
  const dead = new Set<string>();
  const live: { secret: string; id: string }[] = [];
  let [asked, stale, done] = [0, 0, false];
  const client = async () => {
    while (!done) {
      const token = live[Math.floor(Math.random() * live.length)];
      const instance = all[asked % all.length];
      if (!token || !instance) {
        await new Promise(setImmediate);
        continue;
      }
      const wasDead = dead.has(token.secret);
      const allowed = await mayWrite(instance, token.secret);
      asked++;
      if (wasDead && allowed) stale++;
      await new Promise(setImmediate);
    }
  };
  const clients = Array.from({ length: 8 }, client);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { secret, token } = await issue(db, member, { role: "writer" });
    live.push({ secret, id: token.id });
    if (live.length > 20) live.shift();
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    one.trouble.deaf = round % 3 === 1;
    if (round % 50 === 25) two.cut();
    const begun = performance.now();
    await revokeToken(db, owner.principal, { id: token.id, reason: "" });
    dead.add(secret);
    times.push(performance.now() - begun);
  }
  done = true;
  await Promise.all(clients);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))]?.toFixed(1);
  console.info(`${asked} checks, ${rounds} revocations: median ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  expect(dead.size).toBe(rounds);
  expect(asked).toBeGreaterThan(rounds);
  expect(stale).toBe(0);
});
