"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import { AffectedTable } from "./affected-table";
import { differenceInWords, newOnes } from "./effect-difference";
import { HeirField } from "./heir-field";
import { KeptList } from "./kept-list";
import type { DialogProps } from "./member-actions";
import { useEffects } from "./use-effects";

/** The end of a membership: what dies with it, who looks after the rest, and the address typed in confirmation. */
export function RemoveDialog({ row: { member }, acts, looker, onClose }: DialogProps) {
  const { effects, earlier, look, trouble: untold } = useEffects(acts.effects);
  const { run, busy, trouble } = useAct(acts.remove);
  const [heirId, setHeirId] = useState(looker.memberId === member.id ? "" : looker.memberId);
  const [typed, setTyped] = useState("");
  const toast = useToast();
  const router = useRouter();
  const name = displayName(member);
  const matches = typed.trim() === member.email;
  const count = effects?.tokens.length ?? 0;
  useEffect(() => void look(member.id, null), [look, member.id]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!effects || !matches || busy) return;
    const differs = { now: false };
    const heir = effects.kept.length > 0 && heirId !== "" ? heirId : null;
    const done = await run({ id: member.id, heirId: heir, seen: effects.mark }, ({ kind }) => {
      differs.now = kind === "changed_since";
      return differs.now;
    });
    if (differs.now) await look(member.id, null);
    if (!done) return;
    onClose();
    toast(en.memberActs.removed(name));
    if (location.pathname.startsWith("/members/")) router.push("/members");
    else router.refresh();
  };
  return (
    <Dialog title={en.memberActs.removeTitle(name, looker.accountName)} onLeave={onClose} width={560}>
      <form onSubmit={submit} className="flex min-w-0 flex-col gap-4">
        {earlier && effects && (
          <Callout tone="warning" role="alert">
            {en.memberActs.differs} {differenceInWords(earlier, effects)}
          </Callout>
        )}
        {effects ? (
          <>
            <p>{en.memberActs.removeTokens(count, name)}</p>
            <AffectedTable
              title={en.memberActs.deactivated(count)}
              tokens={effects.tokens}
              added={newOnes(earlier, effects)}
              ending
              looker={looker}
            />
            {effects.kept.length > 0 && (
              <>
                <p>{en.memberActs.removeService(effects.kept.length)}</p>
                <KeptList title={en.memberActs.kept(effects.kept.length)} tokens={effects.kept} memberId={member.id} />
                <HeirField
                  memberId={member.id}
                  ask={acts.heirs}
                  looker={looker}
                  value={heirId}
                  onChange={setHeirId}
                  errors={trouble.fields["heirId"]}
                />
              </>
            )}
            <p>{en.memberActs.sessionsEnd}</p>
          </>
        ) : (
          !untold.sentence && <p className="text-text-muted">{en.memberActs.looking}</p>
        )}
        <TroubleNote trouble={untold.sentence ? untold : trouble} />
        <TextField
          label={en.memberActs.type(member.email)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button
            type="submit"
            look="danger"
            busy={busy}
            disabled={!effects || !matches}
            aria-describedby={matches ? undefined : "remove-why"}
          >
            {en.memberActs.removeSubmit(count)}
          </Button>
          {!matches && (
            <p id="remove-why" className="w-full text-end text-xs text-text-subtle">
              {en.memberActs.typeFirst}
            </p>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
