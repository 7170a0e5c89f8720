import fs from "node:fs";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { accessTokens, memberLinks, sessions, tokenSecrets } from "@/drizzle/schema";
import { inviteMember } from "@/lib/members/invite-member";
import { readLink } from "@/lib/members/read-link";
import { findSession } from "@/lib/sessions/find-session";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput } from "@/lib/tokens/input";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { verifyToken } from "@/lib/tokens/verify-token";
import { issue, NOWHERE } from "./account";
import { aStage } from "./acts";
import { testDatabase } from "./database";

const { db, pool } = await testDatabase();

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const real = Date.now;

afterEach(() => vi.useRealTimers());

const databaseNow = async () =>
  Number((await pool.query("select extract(epoch from now()) * 1000 as now")).rows[0].now);
const standing = async (secret: string) => {
  const found = await verifyToken(db, secret, NOWHERE);
  return found.status === "dead" ? found.reason : found.status;
};

test.each([
  ["right", 0],
  ["a day slow", -DAY_MS],
  ["a day fast", DAY_MS],
  ["ten years slow", -3650 * DAY_MS],
  ["ten years fast", 3650 * DAY_MS],
])(
  "I23 · with the host's clock %s, tokens, old secrets, sessions and links end when the database says so",
  async (_, off) => {
    vi.useFakeTimers({ toFake: ["Date"], now: real() + off });
    const { owner, writer } = await aStage(db);
    const now = await databaseNow();
    const ask = (expiresAt: number) => {
      const role = { source: "base", baseRole: "reader" } as const;
      return createToken(db, owner.principal, createTokenInput.parse({ role, expiresAt: Math.round(expiresAt) }));
    };
    expect((await ask(now - HOUR_MS)).ok).toBe(false);
    const made = await ask(now + HOUR_MS);
    if (!made.ok) throw new Error("a token that ends in an hour was refused");
    const { token, secret } = made.value;
    expect(await standing(secret.reveal())).toBe("valid");
    await db.update(accessTokens).set({ notAfter: sql`now()` }).where(eq(accessTokens.id, token.id));
    expect(await standing(secret.reveal())).toBe("expired");

    const old = await issue(db, owner);
    const rotated = await rotateToken(db, owner.principal, { id: old.token.id, oldUntil: Math.round(now + HOUR_MS) });
    expect([rotated.ok, await standing(old.secret)]).toEqual([true, "valid"]);
    const overlap = sql`${tokenSecrets.tokenId} = ${old.token.id} and ${tokenSecrets.state} = 'overlap'`;
    await db.update(tokenSecrets).set({ notAfter: sql`now()` }).where(overlap);
    expect(await standing(old.secret)).toBe("rotated");

    const there = async () => (await findSession(db, writer.sid, NOWHERE)) !== null;
    expect(await there()).toBe(true);
    await db
      .update(sessions)
      .set({ lastSeenAt: sql`now() - interval '61 minutes'` })
      .where(eq(sessions.memberId, writer.id));
    expect(await there()).toBe(false);

    const invited = await inviteMember(db, owner.principal, {
      email: `late-${owner.id}@acme.example`,
      baseRole: "reader",
    });
    if (!invited.ok) throw new Error("an invitation was refused");
    const code = invited.value.code.reveal();
    expect(await readLink(db, code)).not.toBeNull();
    await db.update(memberLinks).set({ notAfter: sql`now()` }).where(eq(memberLinks.memberId, invited.value.member.id));
    expect(await readLink(db, code)).toBeNull();
  },
);

test("I23 · no room that decides asks the host what time it is", () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const DECIDING = [
    "access",
    "audit",
    "authority",
    "doors",
    "gateways",
    "installation",
    "members",
    "passwords",
    "policy",
    "principals",
    "roles",
    "search",
    "sessions",
    "settings",
    "tokens",
    "vocabulary",
    "web",
  ];
  const clock = /\bDate\.now\(|\bnew Date\(\)|\bDate\(\)/;
  const files = DECIDING.flatMap((room) =>
    fs
      .readdirSync(path.join(root, "lib", room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => `lib/${room}/${name}`),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => clock.test(fs.readFileSync(path.join(root, file), "utf8")))).toEqual([]);
  expect(clock.test("joinedAt: new Date(), ") && clock.test("const now = Date.now();")).toBe(true);
});
