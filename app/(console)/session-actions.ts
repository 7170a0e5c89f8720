"use server";

import { z } from "zod";
import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { peekSession } from "@/lib/sessions/find-session";
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
