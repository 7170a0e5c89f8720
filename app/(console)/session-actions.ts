"use server";

import { z } from "zod";
import { provenLately } from "@/lib/access/proven-lately";
import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { peekSession } from "@/lib/sessions/find-session";
import { proveAgainInput } from "@/lib/sessions/input";
import { proveAgain } from "@/lib/sessions/prove-again";
import { giveSession } from "@/lib/web/give-session";
import { memberAction } from "@/lib/web/member-action";
import { openAction } from "@/lib/web/open-action";
import { currentSid } from "@/lib/web/session";

/** How long the session of this browser has left, null once it is over; to look is nothing done in it. */
export const peekSessionAction = openAction(z.strictObject({}), async () => {
  const sid = await currentSid();
  return ok(sid === null ? null : await peekSession(getDb(), sid));
});

/** Asking is being there: by being signed in for this the session goes on. */
export const staySignedInAction = memberAction(z.strictObject({}), async (_, __, { end }) => ok(end));

/** Whether whoever is here proved it lately, for what is not an action itself: a file. */
export const proveLatelyAction = memberAction(z.strictObject({}), async (principal) => provenLately(principal));

/** Proves once more who is here; from then on this browser has another id of the session. */
export const proveAgainAction = memberAction(proveAgainInput, async (principal, input, { sessionId }) => {
  const proven = await proveAgain(getDb(), principal, input, sessionId);
  if (!proven.ok) return proven;
  await giveSession(proven.value.sid);
  return ok(null);
});
