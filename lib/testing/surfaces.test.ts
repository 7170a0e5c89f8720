import { expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { issueSetUpCode } from "@/lib/installation/set-up-code";
import { mintSecret } from "@/lib/keys/secret-format";
import { acceptLink } from "@/lib/members/accept-link";
import { inviteMember } from "@/lib/members/invite-member";
import { issueResetLink } from "@/lib/members/issue-reset-link";
import { readLink } from "@/lib/members/read-link";
import { findSession } from "@/lib/sessions/find-session";
import { NOWHERE } from "./account";
import { aStage, PASSWORD, type Stage } from "./acts";
import { testApi } from "./api";
import { testDatabase } from "./database";

const { db } = await testDatabase();
const { call, people } = testApi(db);

const code = async (made: Promise<{ ok: boolean; value?: { code: { reveal(): string } } }>) =>
  (await made).value?.code.reveal() ?? "";
const invite = ({ owner }: Stage) =>
  code(inviteMember(db, owner.principal, { email: `in-${owner.id}@acme.example`, baseRole: "owner" }));

/** Credentials that are all alive, and each somebody's who could do much at the door that it is for. */
const OTHERS: readonly (readonly [string, (stage: Stage) => Promise<string>])[] = [
  [
    "a gateway's credential",
    async ({ owner }) => {
      const made = await createGateway(db, owner.principal, { name: "edge" });
      return made.ok ? made.value.secret.reveal() : "";
    },
  ],
  ["an invitation's code", invite],
  ["a reset link's code", ({ owner, writer }) => code(issueResetLink(db, owner.principal, writer.id))],
  ["the set-up code", async () => (await issueSetUpCode(db)).reveal()],
  ["a session's id", async ({ owner }) => owner.sid],
  ["a secret of a kind that has no door", async () => mintSecret("gateway").reveal().replace("lkg_", "lkx_")],
  ["a password", async () => PASSWORD],
];

test.each(OTHERS)("I7 · %s opens nothing of the API", async (_, make) => {
  const credential = await make(await aStage(db));
  expect(credential.length).toBeGreaterThan(20);
  for (const header of [
    credential,
    `Bearer ${credential}`,
    `Basic ${Buffer.from(`x:${credential}`).toString("base64")}`,
  ]) {
    const { status, json } = await call(header, "GET", "/caller-identity");
    expect([status, json.message]).toEqual([401, "Invalid access token"]);
  }
  const cookie = `latchkey.sid=${credential}; __Host-latchkey.sid=${credential}; authorization=${credential}`;
  expect((await call(null, "GET", "/caller-identity", undefined, { cookie })).status).toBe(401);
});

test("I7 · a token and a gateway's credential are no session and no link", async () => {
  const { secret } = await people();
  for (const credential of [secret, mintSecret("gateway").reveal(), mintSecret("link").reveal()]) {
    expect(await findSession(db, credential, NOWHERE)).toBeNull();
    expect(await readLink(db, credential)).toBeNull();
    expect((await acceptLink(db, { code: credential, name: "Mo", password: PASSWORD })).ok).toBe(false);
  }
  expect(await findSession(db, await invite(await aStage(db)), NOWHERE)).toBeNull();
});
