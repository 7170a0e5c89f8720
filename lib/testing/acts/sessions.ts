import { leaveSignIn } from "@/lib/factors/leave-sign-in";
import { passSecondFactor } from "@/lib/factors/pass-second-factor";
import { signInByIssuer } from "@/lib/members/sign-in-by-issuer";
import { unbindSignOn } from "@/lib/members/unbind-sign-on";
import { addPasskey } from "@/lib/passkeys/add-passkey";
import { beginPasskey } from "@/lib/passkeys/begin-passkey";
import { removePasskey } from "@/lib/passkeys/remove-passkey";
import { renamePasskey } from "@/lib/passkeys/rename-passkey";
import { askForPasskey, signInWithPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import { proveAgain } from "@/lib/proofs/prove-again";
import { proveByIssuer, ticketForIssuer } from "@/lib/proofs/prove-by-issuer";
import { endOtherSessions, endSession } from "@/lib/sessions/end-session";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { NOWHERE, type TestMember } from "../account";
import { Authenticator } from "../authenticator";
import { codeAt, enrol } from "../factors";
import { asVisitor, SITE, seedPasskey, sessionIdOf, VISITOR } from "../passkeys";
import { givePassword, PASSWORD } from "../password";
import { type Acts, revealed } from "./stage";

const PLACE = { ip: null, userAgent: "", requestId: null };
const wordFor = ({ id, email }: TestMember) => ({
  issuer: "https://login.example.com",
  subject: `subject-${id}`,
  verifiedEmail: email,
  saidAt: Date.now(),
  authenticatedAt: Date.now(),
  secondFactor: false,
});

/** Ways to sign in, what they take, and the ends of sessions. */
export const SESSIONS: Acts = {
  "signing in": async ({ db, writer }) => {
    await givePassword(db, writer);
    return () => signIn(db, { email: writer.email, password: PASSWORD }, PLACE);
  },
  "signing in with a second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { key } = await enrol(db, writer);
    const { sid } = await revealed(signIn(db, { email: writer.email, password: PASSWORD }, PLACE));
    return async () => passSecondFactor(db, sid.reveal(), { kind: "totp", code: await codeAt(db, key) }, PLACE);
  },
  "leaving a sign-in half way": async ({ db, writer }) => {
    await givePassword(db, writer);
    await enrol(db, writer);
    const { sid } = await revealed(signIn(db, { email: writer.email, password: PASSWORD }, PLACE));
    return () => leaveSignIn(db, sid.reveal());
  },
  "signing in by an issuer for the first time":
    async ({ db, writer }) =>
    () =>
      signInByIssuer(db, wordFor(writer), PLACE),
  "signing in by an issuer again": async ({ db, writer }) => {
    await revealed(signInByIssuer(db, wordFor(writer), PLACE));
    return () => signInByIssuer(db, wordFor(writer), PLACE);
  },
  "ending a binding to an issuer": async ({ db, owner, writer }) => {
    await revealed(signInByIssuer(db, wordFor(writer), PLACE));
    return () => unbindSignOn(db, owner.principal, writer.id);
  },
  "signing in with a passkey": async ({ db, writer }) => {
    const { device } = await seedPasskey(db, writer);
    return async () => signInWithPasskey(db, SITE, { ...device.get(await asVisitor(db)), csrfToken: VISITOR }, PLACE);
  },
  "adding a passkey": async ({ db, writer }) => {
    const [{ principal }, session] = [writer, sessionIdOf(writer)];
    return async () => {
      const asked = await revealed(beginPasskey(db, principal, SITE, session));
      const attestation = new Authenticator(SITE.origin).create(asked);
      return addPasskey(db, principal, SITE, { name: "key", attestation }, session);
    };
  },
  "renaming a passkey": async ({ db, writer }) => {
    const { id } = await seedPasskey(db, writer);
    return () => renamePasskey(db, writer.principal, { id, name: "other" });
  },
  "removing a passkey": async ({ db, writer }) => {
    const { id } = await seedPasskey(db, writer);
    return () => removePasskey(db, writer.principal, { id }, sessionIdOf(writer));
  },
  "proving again who one is": async ({ db, writer }) => {
    await givePassword(db, writer);
    const where = { sessionId: sessionIdOf(writer), site: SITE };
    return () => proveAgain(db, writer.principal, { way: "password", password: PASSWORD }, where);
  },
  "proving again who one is by a passkey": async ({ db, writer }) => {
    const { device } = await seedPasskey(db, writer);
    const where = { sessionId: sessionIdOf(writer), site: SITE };
    return async () => {
      const asked = await askForPasskey(db, SITE, { purpose: "prove", of: where.sessionId });
      return proveAgain(db, writer.principal, { way: "passkey", assertion: device.get(asked) }, where);
    };
  },
  "proving again who one is by an issuer": async ({ db, writer }) => {
    await revealed(signInByIssuer(db, wordFor(writer), PLACE));
    return async () => {
      const ticket = await ticketForIssuer(db, sessionIdOf(writer));
      return proveByIssuer(db, writer.principal, { ticket, word: wordFor(writer) }, sessionIdOf(writer));
    };
  },
  "signing out": async ({ db, writer }) => {
    const session = await findSession(db, writer.sid, NOWHERE);
    return () => endSession(db, writer.principal, session?.sessionId ?? "", "signed_out");
  },
  "ending one's other sessions":
    async ({ db, writer }) =>
    () =>
      endOtherSessions(db, writer.principal, "none"),
};
