import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { issueSetUpCode } from "@/lib/installation/set-up-code";
import { getKeys } from "@/lib/keys/keys";
import { acceptLink } from "@/lib/members/accept-link";
import { inviteMember } from "@/lib/members/invite-member";
import { issueResetLink } from "@/lib/members/issue-reset-link";
import { signIn } from "@/lib/sessions/sign-in";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { issue } from "./account";
import { aStage, PASSWORD } from "./acts";
import { testDatabase } from "./database";

const { db, pool } = await testDatabase();

type Made = { readonly ok: true; readonly value: unknown } | { readonly ok: false };
function sure<T>(made: { ok: true; value: T } | { ok: false }): T {
  if (!made.ok) throw new Error(`refused: ${JSON.stringify(made satisfies Made)}`);
  return made.value;
}

/** Everything that a thief of the database has, as text: what is binary in hexadecimal, as Postgres writes it. */
async function stolen(): Promise<string> {
  const { rows: tables } = await pool.query(
    "select tablename as name from pg_tables where schemaname in ('public', 'drizzle')",
  );
  const dumps = (tables as { name: string }[]).map(async ({ name }) => {
    const schema = name.startsWith("__") ? "drizzle" : "public";
    const { rows } = await pool.query(
      `select coalesce(string_agg(t::text, e'\n'), '') as text from "${schema}"."${name}" t`,
    );
    return `${name}:\n${rows[0].text}`;
  });
  return (await Promise.all(dumps)).join("\n");
}

/** A text in the forms in which something careless would have kept it. */
function forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const plain = ["sha256", "sha1", "md5", "sha512"].map((name) => createHash(name).update(secret).digest());
  return [
    secret,
    ...[bytes, ...plain].flatMap((kept) => [
      kept.toString("hex"),
      kept.toString("base64").replace(/=+$/, ""),
      kept.toString("base64url"),
    ]),
  ];
}

test("I2 · after a day's work no table holds a secret, a link's code, a session's id or a password", async () => {
  const { owner, writer } = await aStage(db);
  const personal = await issue(db, owner);
  const service = await issue(db, owner, { kind: "service" });
  const rotated = sure(
    await rotateToken(db, owner.principal, { id: personal.token.id, oldUntil: Date.now() + 3_600_000 }),
  );
  const gateway = sure(await createGateway(db, owner.principal, { name: "edge" }));
  const email = `stored-${owner.id}@acme.example`;
  const invited = sure(await inviteMember(db, owner.principal, { email, baseRole: "reader" }));
  sure(await acceptLink(db, { code: invited.code.reveal(), name: "Mo Stored", password: PASSWORD }));
  const reset = sure(await issueResetLink(db, owner.principal, writer.id));
  const session = sure(
    await signIn(db, { email, password: PASSWORD }, { ip: "192.0.2.9", userAgent: "a browser", requestId: null }),
  );
  const setUp = await issueSetUpCode(db);
  await signIn(
    db,
    { email, password: "a wrong password by the same" },
    { ip: "192.0.2.9", userAgent: "", requestId: null },
  );

  const all = await stolen();
  expect(all).toContain(email); // it is the database that was looked at
  expect(all).toContain(personal.secret.slice(-4));
  const made = {
    personal: personal.secret,
    service: service.secret,
    rotated: rotated.secret.reveal(),
    gateway: gateway.secret.reveal(),
    invited: invited.code.reveal(),
    reset: reset.code.reveal(),
    session: session.sid.reveal(),
    setUp: setUp.reveal(),
    password: PASSWORD,
    wrong: "a wrong password by the same",
  };
  for (const [what, secret] of Object.entries(made)) {
    for (const form of forms(secret)) expect([what, all.includes(form)]).toEqual([what, false]);
  }
  const { session: sealing, throttle, tokenPepper, linkPepper } = getKeys();
  for (const key of [
    sealing,
    throttle.toString("hex"),
    tokenPepper.export().toString("hex"),
    linkPepper.export().toString("hex"),
  ]) {
    expect(all.includes(key)).toBe(false);
  }
});
