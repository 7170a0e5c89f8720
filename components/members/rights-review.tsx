"use client";

import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import { roleName } from "@/lib/core/refusal-sentence";
import type { AffectedToken, MemberEffects } from "@/lib/members/view";
import { AffectedTable } from "./affected-table";
import { differenceInWords, newOnes } from "./effect-difference";
import { KeptList } from "./kept-list";
import type { Looker, RoleOffer } from "./member-actions";
import type { RightsDraft } from "./rights-draft";

type Props = {
  id: string;
  name: string;
  /** What the member is called by before the change. */
  from: string;
  effects: MemberEffects;
  earlier: MemberEffects | null;
  looker: Looker;
};

/** What a change of rights will do to tokens, before it is done (ux 3.6). */
export function RightsReview({ id, name, from, effects, earlier, looker }: Props) {
  const losing = effects.tokens.filter(({ lost }) => lost > 0);
  const gaining = effects.tokens.filter(({ lost }) => lost === 0);
  const added = newOnes(earlier, effects);
  const [own] = effects.members;
  return (
    <div className="flex flex-col gap-4">
      {earlier && (
        <Callout tone="warning" role="alert">
          {en.memberActs.differs} {differenceInWords(earlier, effects)}
        </Callout>
      )}
      {own && own.gained + own.lost > 0 && (
        <p className="text-text-muted">{en.memberActs.own(name, own.lost, own.gained)}</p>
      )}
      <AffectedTable title={en.memberActs.limited(losing.length)} tokens={losing} added={added} looker={looker} />
      <AffectedTable
        title={en.memberActs.regain(gaining.length, sameNumber(gaining))}
        tokens={gaining}
        added={added}
        looker={looker}
      />
      <KeptList title={en.memberActs.keptMade(effects.kept.length, name)} tokens={effects.kept} memberId={id} />
      {effects.tokens.length + effects.kept.length === 0 && (
        <p className="text-text-muted">{en.memberActs.untouched}</p>
      )}
      {effects.more && <p className="text-xs text-text-subtle">{en.memberActs.onlyRecent}</p>}
      {losing.length > 0 && <p className="text-text-muted">{en.memberActs.goingBack(from)}</p>}
    </div>
  );
}

/** The number that all of them gain, if it is one. */
function sameNumber(tokens: readonly AffectedToken[]): number | null {
  const [first, ...others] = tokens.map(({ gained }) => gained);
  return first !== undefined && others.every((gained) => gained === first) ? first : null;
}

/** What somebody is called by their rights: their custom roles, where those are in effect, else the base role. */
export function calledBy({ baseRole, roles }: RightsDraft, offers: readonly RoleOffer[]): string {
  const [first, ...more] = roles.map((key) => offers.find((offer) => offer.key === key)?.name ?? key);
  if (first === undefined || baseRole === "owner") return roleName(baseRole);
  return more.length === 0 ? first : en.memberActs.several(first, more.length);
}
