"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import type { DialogProps, RoleOffer } from "./member-actions";
import { goneOffers, type RightsDraft, rightsChange, rightsOf } from "./rights-draft";
import { RightsFields } from "./rights-fields";
import { calledBy, RightsReview } from "./rights-review";
import { useEffects } from "./use-effects";

type Props = DialogProps & { offers: readonly RoleOffer[] };

/** Other rights for a member: chosen first, then looked at with all that they do to tokens, then given. */
export function RightsDialog({ row: { member, permissions }, offers: living, acts, looker, onClose }: Props) {
  const [before] = useState(() => rightsOf(member));
  const [draft, setDraft] = useState<RightsDraft>(before);
  const [told, setTold] = useState(false);
  const { effects, earlier, look, forget, busy: looking, trouble: untold } = useEffects(acts.effects);
  const { run, busy, trouble } = useAct(acts.update);
  const toast = useToast();
  const router = useRouter();
  const cancel = useRef<HTMLButtonElement>(null);
  const name = displayName(member);
  const offers = [...goneOffers(member), ...living];
  const change = rightsChange(before, draft);
  const changed = Object.keys(change).length > 0;
  const [from, to] = [calledBy(before, offers), calledBy(draft, offers)];
  const losing = effects?.tokens.filter(({ lost }) => lost > 0).length ?? 0;
  useEffect(() => {
    if (effects) cancel.current?.focus(); // whoever only leans on Enter changes nothing
  }, [effects]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || looking) return;
    setTold(!changed);
    if (!changed) return;
    if (!effects) {
      await look(member.id, change);
      return;
    }
    const differs = { now: false };
    const done = await run({ id: member.id, ...change, seen: effects.mark }, ({ kind }) => {
      differs.now = kind === "changed_since";
      return differs.now;
    });
    if (differs.now) await look(member.id, change);
    if (!done) return;
    onClose();
    toast(en.memberActs.changed(name));
    router.refresh();
  };
  const title = !effects
    ? en.memberActs.rightsTitle(name)
    : from === to
      ? en.memberActs.attributesTitle(name)
      : en.memberActs.changeTitle(name, from, to);
  return (
    <Dialog title={title} onLeave={onClose} width={effects ? 640 : 560}>
      <form onSubmit={submit} noValidate className="flex min-w-0 flex-col gap-5">
        {effects ? (
          <RightsReview id={member.id} name={name} from={from} effects={effects} earlier={earlier} looker={looker} />
        ) : (
          <RightsFields
            name={name}
            draft={draft}
            onChange={(part) => setDraft((current) => ({ ...current, ...part }))}
            offers={offers}
            permissions={permissions}
            replacedBefore={change.roles !== undefined && before.roles.length > 0}
            fields={{ ...trouble.fields, ...untold.fields }}
          />
        )}
        <TroubleNote trouble={untold.sentence ? untold : trouble} />
        {told && !changed && (
          <p role="alert" className="text-xs text-danger-text">
            {en.memberActs.unchanged}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          {effects && <Button onClick={forget}>{en.memberActs.back}</Button>}
          <DialogActions>
            <Button ref={cancel} onClick={onClose}>
              {en.common.cancel}
            </Button>
            <Button type="submit" look="primary" busy={busy || looking}>
              {effects ? en.memberActs.changeSubmit(losing) : en.memberActs.review}
            </Button>
          </DialogActions>
        </div>
      </form>
    </Dialog>
  );
}
