"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import { AffectedTable } from "./affected-table";
import type { DialogProps } from "./member-actions";
import { useEffects } from "./use-effects";

const NONE: ReadonlySet<string> = new Set();

/** An Owner steps down in favour of somebody: what that takes from the Owner's own tokens, and the address typed. */
export function PassDialog({ row: { member }, acts, looker, onClose }: DialogProps) {
  const { effects, look, trouble: untold } = useEffects(acts.effects);
  const { run, busy, trouble } = useAct(acts.pass);
  const [typed, setTyped] = useState("");
  const toast = useToast();
  const router = useRouter();
  const name = displayName(member);
  const matches = typed.trim() === member.email;
  // What the viewer's own tokens lose; the other's can only gain.
  useEffect(() => void look(looker.memberId, { baseRole: "admin" }), [look, looker.memberId]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!matches || busy || !(await run({ id: member.id }))) return;
    onClose();
    toast(en.memberActs.passed(name));
    router.refresh();
  };
  const losing = effects?.tokens ?? [];
  return (
    <Dialog title={en.memberActs.passTitle(name)} onLeave={onClose} width={560}>
      <form onSubmit={submit} className="flex min-w-0 flex-col gap-4">
        <p>{en.memberActs.passBody(name)}</p>
        <AffectedTable title={en.memberActs.passTokens(losing.length)} tokens={losing} added={NONE} looker={looker} />
        <TroubleNote trouble={trouble.sentence ? trouble : untold} />
        <TextField
          label={en.memberActs.type(member.email)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          errors={trouble.fields["id"]}
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
            disabled={!matches}
            aria-describedby={matches ? undefined : "pass-why"}
          >
            {en.memberActs.passSubmit}
          </Button>
          {!matches && (
            <p id="pass-why" className="w-full text-end text-xs text-text-subtle">
              {en.memberActs.typeFirst}
            </p>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
