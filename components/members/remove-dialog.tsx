"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import { AffectedList } from "./affected-list";
import { KeptList } from "./kept-list";
import type { MemberActs, MemberRow } from "./member-actions";
import { useEffects } from "./use-effects";

type Props = { row: MemberRow; acts: MemberActs; now: number; zone: string; onClose: () => void };

/** The end of a membership: what dies with it, and the address typed in confirmation. */
export function RemoveDialog({ row: { member }, acts, now, zone, onClose }: Props) {
  const { effects, trouble: untold } = useEffects(acts.effects, member.id, null);
  const { run, busy, trouble } = useAct(acts.remove);
  const [typed, setTyped] = useState("");
  const toast = useToast();
  const router = useRouter();
  const name = displayName(member);
  const ready = effects !== null && typed.trim() === member.email;
  const count = effects?.tokens.length ?? 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    if (!(await run({ id: member.id }))) return;
    onClose();
    toast(en.members.removed(name));
    router.refresh();
  };
  return (
    <Dialog title={en.members.removeTitle(name)} onLeave={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TroubleNote trouble={untold.sentence ? untold : trouble} />
        {effects && (
          <>
            <p className="text-text-muted">
              {en.members.removeTokens(count, name)} {en.members.sessionsEnd}
            </p>
            <AffectedList title={en.nav.tokens} tokens={effects.tokens} now={now} zone={zone} />
            <KeptList
              title={en.members.kept(effects.kept.length)}
              help={en.members.keptHelp}
              tokens={effects.kept}
              memberId={member.id}
            />
          </>
        )}
        <TextField
          label={en.revoke.type(member.email)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button type="submit" look="danger" busy={busy} disabled={!ready}>
            {en.members.removeSubmit(count)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
