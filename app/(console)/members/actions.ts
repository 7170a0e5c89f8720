"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { resetFactor } from "@/lib/factors/reset-factor";
import {
  endSessionsInput,
  inviteEachInput,
  memberEffectsInput,
  memberIdInput,
  passOwnershipInput,
  removeMemberInput,
  updateMemberInput,
} from "@/lib/members/input";
import { inviteEach } from "@/lib/members/invite-each";
import { listHeirs } from "@/lib/members/list-heirs";
import { memberEffects } from "@/lib/members/member-effects";
import { endMemberSessions } from "@/lib/members/member-sessions";
import { passOwnership } from "@/lib/members/pass-ownership";
import { removeMember } from "@/lib/members/remove-member";
import { renewInvitation } from "@/lib/members/renew-invitation";
import { updateMember } from "@/lib/members/update-member";
import { memberAction } from "@/lib/web/member-action";

/** Answers with the codes of the links, the one time. */
export const inviteEachAction = memberAction(inviteEachInput, async (principal, input) => {
  const told = await inviteEach(getDb(), principal, input);
  return told.ok ? ok(told.value.map((one) => ({ ...one, code: one.code?.reveal() ?? null }))) : told;
});

/** Answers with the new link's code, the one time. */
export const renewInvitationAction = memberAction(memberIdInput, async (principal, { id }) => {
  const renewed = await renewInvitation(getDb(), principal, id);
  return renewed.ok ? ok({ email: renewed.value.email, code: renewed.value.code.reveal() }) : renewed;
});

export const updateMemberAction = memberAction(updateMemberInput, async (principal, input) => {
  const changed = await updateMember(getDb(), principal, input);
  return changed.ok ? ok({ baseRole: changed.value.baseRole }) : changed;
});

export const removeMemberAction = memberAction(removeMemberInput, (principal, { id, ...more }) =>
  removeMember(getDb(), principal, id, more),
);

export const passOwnershipAction = memberAction(passOwnershipInput, (principal, { id }) =>
  passOwnership(getDb(), principal, id),
);

export const resetFactorAction = memberAction(memberIdInput, (principal, { id }) =>
  resetFactor(getDb(), principal, id),
);

export const endMemberSessionsAction = memberAction(endSessionsInput, (principal, input) =>
  endMemberSessions(getDb(), principal, input),
);

export const memberEffectsAction = memberAction(memberEffectsInput, (principal, input) =>
  memberEffects(getDb(), principal, input),
);

export const listHeirsAction = memberAction(memberIdInput, (principal, { id }) => listHeirs(getDb(), principal, id));
