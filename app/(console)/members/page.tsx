import { Users } from "lucide-react";
import { cookies } from "next/headers";
import { askedOf } from "@/components/members/asked-of";
import { InviteButton } from "@/components/members/invite-button";
import { isNarrowed, type ListAddress, readListAddress, unnarrowed } from "@/components/members/list-address";
import { MembersPager } from "@/components/members/members-pager";
import { MembersTable } from "@/components/members/members-table";
import { MembersToolbar } from "@/components/members/members-toolbar";
import * as en from "@/components/messages/en";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { readDisplay } from "@/components/ui/display";
import { EmptyState } from "@/components/ui/empty-state";
import { getDb } from "@/lib/db/client";
import { listMemberPage } from "@/lib/members/list-member-page";
import { inFigures } from "@/lib/members/list-view";
import { soleOwner } from "@/lib/members/owner-besides";
import { mayInvite, memberPermissions, rolesToGive, seesWholeMember } from "@/lib/members/permissions";
import { COUNTED_TO } from "@/lib/members/view";
import { requireMember } from "@/lib/web/session";
import { inviteEachAction } from "./actions";
import { memberActs } from "./member-acts";
import { roleOffers } from "./role-offers";

export const metadata = { title: "Members" };

export default async function MembersPage({ searchParams }: PageProps<"/members">) {
  const { principal, viewer } = await requireMember();
  const db = getDb();
  const whole = seesWholeMember(principal, "*");
  const { address, left } = readListAddress(await searchParams, whole);
  const [page, offers, soleOwnerId, jar] = await Promise.all([
    listMemberPage(db, principal, askedOf(address)),
    roleOffers(principal),
    soleOwner(db, principal.accountId),
    cookies(),
  ]);
  const given = rolesToGive(principal);
  const rows = page.items.map((member) => ({
    member,
    permissions: memberPermissions(principal, member, viewer.baseRole, given),
  }));
  const count = inFigures(page.count.capped ? COUNTED_TO + 1 : page.count.n);
  const { accountName, memberId } = viewer;
  const looker = { memberId, accountName, soleOwnerId, now: Date.now(), zone: readDisplay(jar).zone };
  const alone = rows.length === 1 && !isNarrowed(address) && page.before === null;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={en.members.title} count={count}>
        <InviteButton allowed={mayInvite(principal)} invite={inviteEachAction} rolesToGive={given} offers={offers} />
      </PageHeader>
      {!whole && <p className="text-text-subtle">{en.members.namesOnly}</p>}
      {(!alone || isNarrowed(address)) && <MembersToolbar address={address} offers={offers} whole={whole} />}
      {(left || page.brokenCursor) && (
        <Callout tone="neutral">{left ? en.members.leftOut : en.members.brokenPlace}</Callout>
      )}
      {rows.length === 0 ? (
        <Nothing address={address} />
      ) : (
        <>
          <MembersTable
            rows={rows}
            count={count}
            address={address}
            whole={whole}
            offers={offers}
            acts={memberActs}
            looker={looker}
          />
          {alone ? (
            <EmptyState icon={<Users aria-hidden />} title={en.members.alone}>
              {en.members.aloneBody}
            </EmptyState>
          ) : (
            <MembersPager address={address} shown={rows.length} count={count} before={page.before} after={page.after} />
          )}
        </>
      )}
    </div>
  );
}

function Nothing({ address }: { address: ListAddress }) {
  return (
    <EmptyState
      icon={<Users aria-hidden />}
      title={en.members.nothing}
      action={<ButtonLink href={unnarrowed(address)}>{en.members.clearFilters}</ButtonLink>}
    />
  );
}
