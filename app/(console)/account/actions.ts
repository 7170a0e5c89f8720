"use server";

import { z } from "zod";
import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { changePassword } from "@/lib/members/change-password";
import { changePasswordInput, renameSelfInput } from "@/lib/members/input";
import { renameSelf } from "@/lib/members/rename-self";
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
