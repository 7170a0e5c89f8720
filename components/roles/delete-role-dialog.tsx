"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { Act } from "@/components/ui/use-act";
import { useAct } from "@/components/ui/use-act";
import type { RoleHolders } from "@/lib/members/view";
import type { RoleView } from "@/lib/roles/view";
import { HolderMembers, HolderTokens } from "./holder-lists";

type Props = {
  role: Pick<RoleView, "key" | "name" | "assignedTo">;
  holders: RoleHolders | null;
  remove: Act<null>;
  now: number;
  zone: string;
  onClose: () => void;
};

/** The end of a role: who has it stands first, and that they keep nothing from it (ruling R13). */
export function DeleteRoleDialog({ role, holders, remove, now, zone, onClose }: Props) {
  const { key, name, assignedTo } = role;
  const tokens = assignedTo.personalTokens + assignedTo.serviceTokens;
  const inUse = assignedTo.members + tokens > 0;
  const { run, busy, trouble } = useAct(remove);
  const [typed, setTyped] = useState("");
  const toast = useToast();
  const router = useRouter();
  const ready = !inUse || typed.trim() === key;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    if (!(await run({ role: key, evenInUse: inUse }))) return;
    onClose();
    toast(en.roles.deleting.done(name));
    router.push("/roles");
  };
  return (
    <Dialog title={en.roles.deleting.title(name)} onLeave={onClose} width={520}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TroubleNote trouble={trouble} />
        <p className="text-text-muted">
          {inUse ? en.roles.deleting.inUse(assignedTo.members, tokens) : en.roles.deleting.unused}
        </p>
        {inUse && holders && (
          <>
            <HolderMembers title={en.roles.holders.members} members={holders.members} total={assignedTo.members} />
            <HolderTokens
              title={en.roles.holders.tokens}
              tokens={holders.tokens}
              total={tokens}
              now={now}
              zone={zone}
            />
          </>
        )}
        {inUse && <Callout tone="warning">{en.roles.deleting.keep}</Callout>}
        {inUse && (
          <TextField
            label={en.roles.deleting.type(key)}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button type="submit" look="danger" busy={busy} disabled={!ready}>
            {en.roles.deleting.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
