"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { NO_TROUBLE, useAct } from "@/components/ui/use-act";
import { displayName, type MemberEffects } from "@/lib/members/view";
import { AffectedList } from "./affected-list";
import { KeptList } from "./kept-list";
import type { MemberActs, MemberRow, RoleOffer } from "./member-actions";
import { goneOffers, type RightsDraft, rightsChange, rightsOf } from "./rights-draft";
import { RightsFields } from "./rights-fields";
import { useEffects } from "./use-effects";

type Props = {
  row: MemberRow;
  offers: readonly RoleOffer[];
  acts: MemberActs;
  now: number;
  zone: string;
  onClose: () => void;
};

/** What a member may do, with what a change does to their tokens before it is done. */
export function RightsDialog({ row: { member, permissions }, offers, acts, now, zone, onClose }: Props) {
  const [before] = useState(() => rightsOf(member));
  const [draft, setDraft] = useState<RightsDraft>(before);
  const change = rightsChange(before, draft);
  const changed = Object.keys(change).length > 0;
  const { effects, trouble: untold } = useEffects(acts.effects, member.id, change);
  const { run, busy, trouble } = useAct(acts.update);
  const toast = useToast();
  const router = useRouter();
  const name = displayName(member);
  const losing = effects?.tokens.filter(({ lost }) => lost > 0) ?? [];
  const ready = changed && effects !== null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !ready) return;
    if (!(await run({ id: member.id, ...change }))) return;
    onClose();
    toast(en.members.rightsSaved(name));
    router.refresh();
  };
  return (
    <Dialog title={en.members.rightsTitle(name)} onLeave={onClose} width={560}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <RightsFields
          name={name}
          draft={draft}
          onChange={(part) => setDraft((current) => ({ ...current, ...part }))}
          offers={[...goneOffers(member), ...offers]}
          permissions={permissions}
          replacedBefore={change.roles !== undefined && before.roles.length > 0}
          fields={{ ...trouble.fields, ...untold.fields }}
        />
        {changed && untold === NO_TROUBLE && (
          <Consequences effects={effects} memberId={member.id} now={now} zone={zone} />
        )}
        <TroubleNote trouble={untold.sentence ? untold : trouble} />
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!ready}>
            {en.members.rightsSubmit(losing.length)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Consequences({
  effects,
  memberId,
  now,
  zone,
}: {
  effects: MemberEffects | null;
  memberId: string;
  now: number;
  zone: string;
}) {
  if (effects === null) return <p className="text-text-subtle">{en.members.looking}</p>;
  const losing = effects.tokens.filter(({ lost }) => lost > 0);
  const gaining = effects.tokens.filter(({ lost }) => lost === 0);
  const { kept } = effects;
  return (
    <div aria-live="polite" className="flex flex-col gap-4">
      <AffectedList title={en.members.less(losing.length)} tokens={losing} now={now} zone={zone} />
      {losing.length > 0 && <p className="text-xs text-text-subtle">{en.members.back}</p>}
      <AffectedList title={en.members.gain(gaining.length)} tokens={gaining} now={now} zone={zone} />
      <KeptList title={en.members.kept(kept.length)} help={en.members.keptHelp} tokens={kept} memberId={memberId} />
      {effects.tokens.length + kept.length === 0 && <p className="text-text-subtle">{en.members.untouched}</p>}
    </div>
  );
}
