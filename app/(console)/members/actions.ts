"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { affectedTokens } from "@/lib/members/affected-tokens";
import { changeRole } from "@/lib/members/change-role";
import { affectedTokensInput, changeRoleInput, inviteInput, memberIdInput } from "@/lib/members/input";
import { inviteMember } from "@/lib/members/invite-member";
import { removeMember } from "@/lib/members/remove-member";
import { memberAction } from "@/lib/web/member-action";

/** Answers with the link's code, the one time. */
export const inviteMemberAction = memberAction(inviteInput, async (principal, input) => {
  const invited = await inviteMember(getDb(), principal, input);
  return invited.ok ? ok({ email: invited.value.member.email, code: invited.value.code.reveal() }) : invited;
});

export const changeRoleAction = memberAction(changeRoleInput, async (principal, input) => {
  const changed = await changeRole(getDb(), principal, input);
  return changed.ok ? ok({ baseRole: changed.value.baseRole }) : changed;
});

export const removeMemberAction = memberAction(memberIdInput, (principal, { id }) =>
  removeMember(getDb(), principal, id),
);

export const affectedTokensAction = memberAction(affectedTokensInput, (principal, input) =>
  affectedTokens(getDb(), principal, input),
);
