import type { MemberActs } from "@/components/members/member-actions";
import {
  listHeirsAction,
  memberEffectsAction,
  passOwnershipAction,
  removeMemberAction,
  renewInvitationAction,
  resetFactorAction,
  updateMemberAction,
} from "./actions";

/** What the list and a member's page hand down to their dialogs. */
export const memberActs: MemberActs = {
  update: updateMemberAction,
  remove: removeMemberAction,
  renew: renewInvitationAction,
  pass: passOwnershipAction,
  resetFactor: resetFactorAction,
  effects: memberEffectsAction,
  heirs: listHeirsAction,
};
