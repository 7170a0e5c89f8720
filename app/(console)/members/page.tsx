import { cookies } from "next/headers";
import { InviteButton } from "@/components/members/invite-button";
import { MembersTable } from "@/components/members/members-table";
import * as en from "@/components/messages/en";
import { PageHeader } from "@/components/shell/page-header";
import { readDisplay } from "@/components/ui/display";
import { getDb } from "@/lib/db/client";
import { listMembers } from "@/lib/members/list-members";
import { mayInvite, memberPermissions, rolesToGive } from "@/lib/members/permissions";
import { listRoleChoices } from "@/lib/roles/list-role-choices";
import { attributeKeysOf } from "@/lib/roles/view";
import { requireMember } from "@/lib/web/session";
import { inviteMemberAction, memberEffectsAction, removeMemberAction, updateMemberAction } from "./actions";

export const metadata = { title: "Members" };

export default async function MembersPage() {
  const { principal, viewer } = await requireMember();
  const db = getDb();
  const [members, { choices }, jar] = await Promise.all([
    listMembers(db, principal),
    listRoleChoices(db, principal),
    cookies(),
  ]);
  const offers = choices.map(({ key, name, description, policy }) => {
    return { key, name, description, attributes: attributeKeysOf(policy) };
  });
  const rows = members.map((member) => ({ member, permissions: memberPermissions(principal, member) }));
  const acts = {
    invite: inviteMemberAction,
    update: updateMemberAction,
    remove: removeMemberAction,
    effects: memberEffectsAction,
  };
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={en.members.title} count={rows.length}>
        <InviteButton
          allowed={mayInvite(principal)}
          invite={inviteMemberAction}
          rolesToGive={rolesToGive(principal)}
          offers={offers}
        />
      </PageHeader>
      <MembersTable
        rows={rows}
        offers={offers}
        viewerId={viewer.memberId}
        acts={acts}
        now={Date.now()}
        zone={readDisplay(jar).zone}
      />
    </div>
  );
}
