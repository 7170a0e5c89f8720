import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { MemberAttributes, MemberRoles } from "@/components/members/member-facts";
import { MemberGraph } from "@/components/members/member-graph";
import { MemberHeader } from "@/components/members/member-header";
import { MemberHistory } from "@/components/members/member-history";
import { MemberSessions } from "@/components/members/member-sessions";
import { MemberTokensTable } from "@/components/members/member-tokens";
import { MemberTools } from "@/components/members/member-tools";
import * as en from "@/components/messages/en";
import { abilityOf } from "@/components/policy/ability";
import { YOUR_OWN } from "@/components/policy/held-words";
import { MatrixTable } from "@/components/policy/matrix-table";
import { OwnKinds } from "@/components/policy/own-kinds";
import { readDisplay } from "@/components/ui/display";
import { listEntriesAbout } from "@/lib/audit/list-entries-about";
import { getDb } from "@/lib/db/client";
import { getMemberAccess } from "@/lib/members/get-member-access";
import { memberSessions } from "@/lib/members/member-sessions";
import { soleOwner } from "@/lib/members/owner-besides";
import { mayEndSessions, memberPermissions, rolesToGive } from "@/lib/members/permissions";
import { displayName } from "@/lib/members/view";
import { catalogueWith } from "@/lib/policy/catalogue";
import { ownKinds } from "@/lib/vocabulary/find-vocabulary";
import { requireMember } from "@/lib/web/session";
import { endMemberSessionsAction } from "../actions";
import { memberActs } from "../member-acts";
import { roleOffers } from "../role-offers";

const HISTORY = 20;

/** The member, read once for the title and the page. */
const load = cache(async (id: string) => {
  const { principal } = await requireMember();
  return getMemberAccess(getDb(), principal, id);
});

export async function generateMetadata({ params }: PageProps<"/members/[id]">): Promise<Metadata> {
  const found = await load((await params).id);
  return { title: found.ok ? `${displayName(found.value.member)} · ${en.members.title}` : en.members.title };
}

export default async function MemberPage({ params }: PageProps<"/members/[id]">) {
  const { principal, viewer, sessionId } = await requireMember();
  const db = getDb();
  const found = await load((await params).id);
  if (!found.ok) notFound();
  const { member, access } = found.value;
  const [offers, soleOwnerId, sessions, history, own, jar] = await Promise.all([
    access ? roleOffers(principal) : [],
    soleOwner(db, principal.accountId),
    access ? memberSessions(db, principal, member, sessionId) : null,
    access ? listEntriesAbout(db, principal, { targets: [member.id], limit: HISTORY }) : null,
    access ? ownKinds(db, principal) : [],
    cookies(),
  ]);
  const { accountName, memberId } = viewer;
  const looker = { memberId, accountName, soleOwnerId, now: Date.now(), zone: readDisplay(jar).zone };
  if (!access) {
    return (
      <div className="mx-auto flex max-w-[720px] flex-col gap-6">
        <MemberHeader member={member} whole={false} looker={looker}>
          {null}
        </MemberHeader>
        <p className="text-text-subtle">{en.member.nameAndRoles}</p>
        <MemberRoles member={member} />
      </div>
    );
  }
  const permissions = memberPermissions(
    principal,
    { ...member, whole: member },
    viewer.baseRole,
    rolesToGive(principal),
  );
  const ability = abilityOf(access.grants, catalogueWith(own));
  const { tokens } = access;
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <MemberHeader member={member} whole looker={looker}>
        <MemberTools row={{ member, permissions }} offers={offers} acts={memberActs} looker={looker} />
      </MemberHeader>
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="flex min-w-0 flex-col gap-7">
          <MemberTokensTable member={member} tokens={tokens} looker={looker} />
          <MemberGraph member={member} tokens={tokens} now={looker.now} />
          {history?.ok && (
            <MemberHistory
              memberId={member.id}
              entries={history.value.items}
              more={history.value.next !== null}
              looker={looker}
            />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <MemberRoles member={member} />
          <MemberAttributes attributes={member.roleAttributes} />
          <section aria-labelledby="can" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
            <h2 id="can" className="text-base font-semibold">
              {member.id === memberId ? en.member.canYou : en.member.can(displayName(member))}
            </h2>
            <p className="text-text-muted">{ability.sentence}</p>
            <OwnKinds kinds={own}>
              <MatrixTable rows={ability.rows} telling={ability.telling} words={YOUR_OWN} />
            </OwnKinds>
          </section>
          {sessions && (
            <section aria-labelledby="sessions" className="flex flex-col gap-3">
              <h2 id="sessions" className="text-base font-semibold">
                {en.member.sessions}
              </h2>
              <MemberSessions
                memberId={member.id}
                sessions={sessions}
                mayEnd={mayEndSessions(principal, member)}
                end={endMemberSessionsAction}
                looker={looker}
              />
            </section>
          )}
        </div>
      </div>
    </div>
  );
}
