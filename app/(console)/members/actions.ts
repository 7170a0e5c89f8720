"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { inviteInput, memberEffectsInput, removeMemberInput, updateMemberInput } from "@/lib/members/input";
import { inviteMember } from "@/lib/members/invite-member";
import { memberEffects } from "@/lib/members/member-effects";
import { removeMember } from "@/lib/members/remove-member";
import { updateMember } from "@/lib/members/update-member";
import { memberAction } from "@/lib/web/member-action";

/** Answers with the link's code, the one time. */
export const inviteMemberAction = memberAction(inviteInput, async (principal, input) => {
  const invited = await inviteMember(getDb(), principal, input);
  return invited.ok ? ok({ email: invited.value.member.email, code: invited.value.code.reveal() }) : invited;
});

export const updateMemberAction = memberAction(updateMemberInput, async (principal, input) => {
  const changed = await updateMember(getDb(), principal, input);
  return changed.ok ? ok({ baseRole: changed.value.baseRole }) : changed;
});

export const removeMemberAction = memberAction(removeMemberInput, (principal, { id, ...more }) =>
  removeMember(getDb(), principal, id, more),
);

export const memberEffectsAction = memberAction(memberEffectsInput, (principal, input) =>
  memberEffects(getDb(), principal, input),
);
