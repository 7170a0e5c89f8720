"use server";

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { beginReplacement, removeFactor, renewRecoveryCodes } from "@/lib/factors/change-own-factor";
import type { Renewed } from "@/lib/factors/confirm-enrolment";
import { provenInput } from "@/lib/factors/input";
import { qrPicture } from "@/lib/factors/qr-picture";
import type { Enrolment, RecoveryCodes } from "@/lib/factors/view";
import { changePassword } from "@/lib/members/change-password";
import { changePasswordInput, renameSelfInput } from "@/lib/members/input";
import { renameSelf } from "@/lib/members/rename-self";
import { addPasskey, type Changed } from "@/lib/passkeys/add-passkey";
import { beginPasskey } from "@/lib/passkeys/begin-passkey";
import { addPasskeyInput, beginPasskeyInput, removePasskeyInput, renamePasskeyInput } from "@/lib/passkeys/input";
import { removePasskey } from "@/lib/passkeys/remove-passkey";
import { renamePasskey } from "@/lib/passkeys/rename-passkey";
import { passkeySite } from "@/lib/passkeys/site";
import { endOtherSessions, endSession } from "@/lib/sessions/end-session";
import { giveSession } from "@/lib/web/give-session";
import { memberAction } from "@/lib/web/member-action";

export const renameSelfAction = memberAction(renameSelfInput, (principal, input) =>
  renameSelf(getDb(), principal, input),
);

export const changePasswordAction = memberAction(changePasswordInput, async (principal, input, { sessionId }) => {
  const changed = await changePassword(getDb(), principal, input, sessionId);
  if (!changed.ok) return changed;
  await giveSession(changed.value.sid);
  return ok(null);
});

export const endSessionAction = memberAction(z.strictObject({ id: z.string().max(24) }), (principal, { id }) =>
  endSession(getDb(), principal, id),
);

export const endOtherSessionsAction = memberAction(z.strictObject({}), (principal, _, { sessionId }) =>
  endOtherSessions(getDb(), principal, sessionId),
);

export const beginPasskeyAction = memberAction(beginPasskeyInput, async (principal, _, { sessionId }) => {
  const site = passkeySite(getConfig());
  return "rpId" in site ? beginPasskey(getDb(), principal, site, sessionId) : err({ kind: "no_passkeys_here" });
});

export const addPasskeyAction = memberAction(addPasskeyInput, async (principal, input, { sessionId }) => {
  const site = passkeySite(getConfig());
  if (!("rpId" in site)) return err({ kind: "no_passkeys_here" });
  return renewed(await addPasskey(getDb(), principal, site, input, sessionId));
});

export const renamePasskeyAction = memberAction(renamePasskeyInput, (principal, input) =>
  renamePasskey(getDb(), principal, input),
);

export const removePasskeyAction = memberAction(removePasskeyInput, async (principal, input, { sessionId }) =>
  renewed(await removePasskey(getDb(), principal, input, sessionId)),
);

/** This browser goes on with the session's new id. */
async function renewed(changed: Result<Changed, Refusal>): Promise<Result<{ name: string }, Refusal>> {
  if (!changed.ok) return changed;
  const { name, sid } = changed.value;
  await giveSession(sid);
  return ok({ name });
}

export const renewRecoveryCodesAction = memberAction(provenInput, (principal, input, { sessionId }) =>
  goOn(renewRecoveryCodes(getDb(), principal, input, sessionId)),
);

export const removeFactorAction = memberAction(provenInput, (principal, input, { sessionId }) =>
  goOn(removeFactor(getDb(), principal, input, sessionId)),
);

export const beginReplacementAction = memberAction(provenInput, async (principal, input) => {
  const begun = await beginReplacement(getDb(), principal, input);
  if (!begun.ok) return begun;
  const { key, uri } = begun.value;
  return ok<Enrolment>({ key: key.reveal(), qr: qrPicture(uri.reveal()) });
});

/** The session goes on in this browser under its new id. */
async function goOn(changing: Promise<Result<Renewed, Refusal>>): Promise<Result<RecoveryCodes, Refusal>> {
  const changed = await changing;
  if (!changed.ok) return changed;
  await giveSession(changed.value.sid);
  return ok({ codes: changed.value.codes.map((code) => code.reveal()) });
}
