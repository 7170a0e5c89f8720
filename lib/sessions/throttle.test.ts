import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { members, signInThrottles } from "@/drizzle/schema";
import { mintSecret } from "@/lib/keys/secret-format";
import { acceptLink } from "@/lib/members/accept-link";
import { issueResetLink } from "@/lib/members/issue-reset-link";
import { visitLink } from "@/lib/members/read-link";
import { setUp } from "@/lib/members/set-up";
import { hashPassword } from "@/lib/passwords/hash";
import { operatorPrincipal } from "@/lib/principals/principals";
import { issue, seedAccount, type TestMember } from "@/lib/testing/account";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { signIn } from "./sign-in";
import { decideInARow } from "./throttle-rule";

const { db } = await testDatabase();
const PASSWORD = "seven quiet otters drum";
const NEXT = "green lanterns hum all night";
const hash = await hashPassword(PASSWORD);
const wrong = { ok: false, error: { kind: "wrong_password" } };
const locked = { ok: false, error: { kind: "password_locked" } };
const dead = { ok: false, error: { kind: "link_dead" } };
let networks = 1;
const aNetwork = () => `198.18.${networks++}.1`;

async function person(): Promise<TestMember> {
  const member = await (await seedAccount(db)).join("owner");
  await db.update(members).set({ passwordHash: hash }).where(eq(members.id, member.id));
  return member;
}

const tryFor = (email: string, password: string, ip = aNetwork()) =>
  signIn(db, { email, password }, { ip, userAgent: "", requestId: null });

/** The waits between the tries are over; what was counted stays. */
const afterTheWait = () => db.update(signInThrottles).set({ blockedUntil: null });

const original = pg.Client.prototype.query;
afterEach(() => {
  pg.Client.prototype.query = original;
});

/** The statements that reach the database while something is done. */
async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    count++;
    return (original as (...all: unknown[]) => unknown).apply(this, given);
  } as typeof original;
  await act();
  pg.Client.prototype.query = original;
  return count;
}

describe("a hundred wrong passwords in a row", () => {
  const tried = async (email: string, times: number) => {
    const answers = new Set<string>();
    for (let i = 0; i < times; i++) {
      await afterTheWait();
      answers.add(JSON.stringify(await tryFor(email, "wrong")));
    }
    return [...answers].map((text) => JSON.parse(text));
  };

  test("are the last that are looked at, also where nobody is known by that address: then the right one is refused too", async () => {
    const member = await person();
    for (const email of [member.email, `nobody-${member.email}`]) {
      expect(await tried(email, 100)).toEqual([wrong]);
      await afterTheWait();
      expect(await tryFor(email, PASSWORD)).toEqual(locked);
    }
    const longAgo = sql`now() - interval '30 days'`;
    await db.update(signInThrottles).set({ windowStartedAt: longAgo, blockedUntil: null });
    expect(await tryFor(member.email, PASSWORD)).toEqual(locked); // no time passes it by
    expect(await tryFor((await person()).email, PASSWORD)).toMatchObject({ ok: true });
  });

  test("are forgotten with a right one before, and with a new password by the operator's link after", async () => {
    const member = await person();
    await tried(member.email, 99);
    await afterTheWait();
    expect(await tryFor(member.email, PASSWORD)).toMatchObject({ ok: true });
    await tried(member.email, 100);
    await afterTheWait();
    expect(await tryFor(member.email, PASSWORD)).toEqual(locked);
    const operator = operatorPrincipal({ accountId: member.principal.accountId, name: "root" });
    const link = await issueResetLink(db, operator, member.id);
    if (!link.ok) throw new Error(link.error.kind);
    expect(await tryFor(member.email, PASSWORD)).toMatchObject({ ok: false }); // a link alone unlocks nothing
    await acceptLink(db, { code: link.value.code.reveal(), password: NEXT });
    expect(await tryFor(member.email, NEXT)).toMatchObject({ ok: true });
  });

  test.each([
    [0, true],
    [99, true],
    [100, false],
    [5_000, false],
  ])("after %i of them another is looked at: %s", (failures, looked) => {
    expect("next" in decideInARow({ failures, blockedUntil: null, windowStartedAt: 0 })).toBe(looked);
  });
});

describe("the code of a link", () => {
  const aCode = () => mintSecret("link").reveal();

  test("is tried thirty times in a quarter of an hour from one network, then even a right one waits; elsewhere it works", async () => {
    const member = await person();
    const ip = aNetwork();
    const operator = operatorPrincipal({ accountId: member.principal.accountId, name: "root" });
    const link = await issueResetLink(db, operator, member.id);
    if (!link.ok) throw new Error(link.error.kind);
    const right = link.value.code.reveal();
    for (let i = 0; i < 10; i++) {
      expect(await visitLink(db, aCode(), ip)).toEqual(dead);
      expect(await acceptLink(db, { code: aCode(), name: "Mo", password: NEXT }, ip)).toEqual(dead);
      const owner = { accountName: "Acme", name: "Mo", email: "mo@acme.example", password: NEXT };
      expect(await setUp(db, { ...owner, code: aCode() }, ip)).toMatchObject({ ok: false });
      expect(await visitLink(db, right, ip)).toMatchObject({ ok: true }); // a right one uses none up
    }
    for (let i = 0; i < 20; i++) await visitLink(db, aCode(), ip);
    const waits = { ok: false, error: { kind: "too_many_tries", seconds: expect.any(Number) } };
    expect(await visitLink(db, right, ip)).toEqual(waits);
    expect(await acceptLink(db, { code: right, password: NEXT }, ip)).toEqual(waits);
    expect(await tryFor(member.email, PASSWORD, ip)).toMatchObject({ ok: true }); // signing in is counted apart
    expect(await acceptLink(db, { code: right, password: NEXT }, aNetwork())).toMatchObject({ ok: true });
  });

  test.each(["", "x", "lki_short", `lkp_${"0".repeat(43)}2anijP`, `lki_${"0".repeat(49)}`])(
    "that is none by its form costs no statement: %j",
    async (code) => {
      const asked = async () => {
        expect(await visitLink(db, code, "192.0.2.1")).toEqual(dead);
        expect(await acceptLink(db, { code, name: "Mo", password: NEXT }, "192.0.2.1")).toEqual(dead);
      };
      expect(await statementsOf(asked)).toBe(0);
    },
  );
});

test("a token that is none by its form or its checksum costs no statement at the API; a well-formed one costs one", async () => {
  const { call } = testApi(db);
  const member = await person();
  const { secret } = await issue(db, member);
  const junk = [
    "x",
    "lkp_",
    `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`,
    secret.replace("lkp_", "lks_"),
    `${secret}x`,
    secret.slice(1),
    `lkp_${"0".repeat(49)}`,
    "eyJhbGciOiJub25lIn0.e30.",
    "\u0000".repeat(53),
    "x".repeat(4_000),
  ];
  for (const text of junk) {
    const asked = async () => {
      for (const path of ["/tokens", "/caller-identity", "/nowhere"]) {
        const { status } = await call(text.replace(/\0/g, "0"), "GET", path);
        expect([path, status === 401 || path === "/nowhere"]).toEqual([path, true]);
      }
    };
    expect([text.slice(0, 60), await statementsOf(asked)]).toEqual([text.slice(0, 60), 0]);
  }
  const unknown = mintSecret("personal").reveal();
  expect(await statementsOf(async () => expect((await call(unknown, "GET", "/tokens")).status).toBe(401))).toBe(1);
});
