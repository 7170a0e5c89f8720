"use server";

import { getConfig } from "@/lib/config/config";
import { err, ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { beginEnrolment } from "@/lib/factors/begin-enrolment";
import { confirmEnrolment } from "@/lib/factors/confirm-enrolment";
import { beginEnrolmentInput, confirmEnrolmentInput } from "@/lib/factors/input";
import { qrPicture } from "@/lib/factors/qr-picture";
import type { Enrolment, RecoveryCodes } from "@/lib/factors/view";
import { addFirstPasskey } from "@/lib/passkeys/add-passkey";
import { beginFirstPasskey } from "@/lib/passkeys/begin-passkey";
import { addPasskeyInput, beginFirstPasskeyInput } from "@/lib/passkeys/input";
import { passkeySite } from "@/lib/passkeys/site";
import { giveSession } from "@/lib/web/give-session";
import { openAction } from "@/lib/web/open-action";
import { currentEnrolling } from "@/lib/web/session";

// Open to sessions that are good for this and nothing else yet: the lock is in the domain.

export const beginEnrolmentAction = openAction(beginEnrolmentInput, async (input) => {
  const enrolling = await currentEnrolling();
  if (!enrolling) return err({ kind: "unauthenticated" });
  const begun = await beginEnrolment(getDb(), enrolling, input);
  if (!begun.ok) return begun;
  const { key, uri } = begun.value;
  return ok<Enrolment>({ key: key.reveal(), qr: qrPicture(uri.reveal()) });
});

export const confirmEnrolmentAction = openAction(confirmEnrolmentInput, async (input) => {
  const enrolling = await currentEnrolling();
  if (!enrolling) return err({ kind: "unauthenticated" });
  const done = await confirmEnrolment(getDb(), enrolling, input);
  if (!done.ok) return done;
  await giveSession(done.value.sid);
  return ok<RecoveryCodes>({ codes: done.value.codes.map((code) => code.reveal()) });
});

export const beginFirstPasskeyAction = openAction(beginFirstPasskeyInput, async (input) => {
  const site = passkeySite(getConfig());
  if (!("rpId" in site)) return err({ kind: "no_passkeys_here" });
  const enrolling = await currentEnrolling();
  return enrolling ? beginFirstPasskey(getDb(), enrolling, site, input) : err({ kind: "unauthenticated" });
});

export const addFirstPasskeyAction = openAction(addPasskeyInput, async (input) => {
  const site = passkeySite(getConfig());
  if (!("rpId" in site)) return err({ kind: "no_passkeys_here" });
  const enrolling = await currentEnrolling();
  if (!enrolling) return err({ kind: "unauthenticated" });
  const added = await addFirstPasskey(getDb(), enrolling, site, input);
  if (!added.ok) return added;
  await giveSession(added.value.sid);
  return ok({ name: added.value.name });
});
