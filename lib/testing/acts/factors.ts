import { beginEnrolment } from "@/lib/factors/begin-enrolment";
import { beginReplacement, removeFactor, renewRecoveryCodes } from "@/lib/factors/change-own-factor";
import { confirmEnrolment } from "@/lib/factors/confirm-enrolment";
import { resetFactor } from "@/lib/factors/reset-factor";
import { addFirstPasskey } from "@/lib/passkeys/add-passkey";
import { beginFirstPasskey } from "@/lib/passkeys/begin-passkey";
import { asNow } from "../account";
import { Authenticator } from "../authenticator";
import { codeAt, enrol, enrollingOf } from "../factors";
import { SITE, sessionIdOf } from "../passkeys";
import { givePassword, PASSWORD } from "../password";
import { type Acts, revealed } from "./stage";

/** What becomes of second factors: set up, replaced, removed, reset. */
export const FACTORS: Acts = {
  "beginning to set up a second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    return () => beginEnrolment(db, enrollingOf(writer), { password: PASSWORD });
  },
  "setting up a second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { key } = await revealed(beginEnrolment(db, enrollingOf(writer), { password: PASSWORD }));
    return async () => confirmEnrolment(db, enrollingOf(writer), { code: await codeAt(db, key.reveal()) });
  },
  "setting up a passkey as the first second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    const asked: Awaited<ReturnType<typeof begin>>[] = [];
    const begin = () => revealed(beginFirstPasskey(db, enrollingOf(writer), SITE, { password: PASSWORD }));
    for (let i = 0; i < 3; i++) asked.push(await begin()); // each is answered once, and the act may be tried again
    return async () => {
      const attestation = new Authenticator(SITE.origin).create(asked.pop() ?? (await begin()));
      return addFirstPasskey(db, enrollingOf(writer), SITE, { name: "laptop", attestation });
    };
  },
  "beginning to replace one's app": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { codes, sid } = await enrol(db, writer);
    const present = await asNow(db, { ...writer, sid });
    return () => beginReplacement(db, present, { proof: { kind: "recovery", code: codes[0] ?? "" } });
  },
  "replacing one's app": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { codes, sid } = await enrol(db, writer);
    const present = await asNow(db, { ...writer, sid });
    const proof = { kind: "recovery", code: codes[0] ?? "" } as const;
    const { key } = await revealed(beginReplacement(db, present, { proof }));
    return async () => confirmEnrolment(db, enrollingOf(writer), { code: await codeAt(db, key.reveal()) });
  },
  "making new recovery codes": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { key, sid } = await enrol(db, writer);
    const present = await asNow(db, { ...writer, sid });
    return async () => {
      const proof = { kind: "totp", code: await codeAt(db, key) } as const;
      return renewRecoveryCodes(db, present, { proof }, sessionIdOf({ principal: present }));
    };
  },
  "removing one's second factor": async ({ db, writer }) => {
    await givePassword(db, writer);
    const { codes, sid } = await enrol(db, writer);
    const present = await asNow(db, { ...writer, sid });
    const proof = { kind: "recovery", code: codes[0] ?? "" } as const;
    return () => removeFactor(db, present, { proof }, sessionIdOf({ principal: present }));
  },
  "resetting a member's second factor": async ({ db, owner, writer }) => {
    await givePassword(db, writer);
    await enrol(db, writer);
    return () => resetFactor(db, owner.principal, writer.id);
  },
};
