"use server";

import { z } from "zod";
import { getDb } from "@/lib/db/client";
import { changePassword } from "@/lib/members/change-password";
import { changePasswordInput, renameSelfInput } from "@/lib/members/input";
import { renameSelf } from "@/lib/members/rename-self";
import { endOtherSessions, endSession } from "@/lib/sessions/end-session";
import { memberAction } from "@/lib/web/member-action";

export const renameSelfAction = memberAction(renameSelfInput, (principal, input) =>
  renameSelf(getDb(), principal, input),
);

export const changePasswordAction = memberAction(changePasswordInput, (principal, input, { sessionId }) =>
  changePassword(getDb(), principal, input, sessionId),
);

export const endSessionAction = memberAction(z.strictObject({ id: z.string().max(24) }), (principal, { id }) =>
  endSession(getDb(), principal, id),
);

export const endOtherSessionsAction = memberAction(z.strictObject({}), (principal, _, { sessionId }) =>
  endOtherSessions(getDb(), principal, sessionId),
);
