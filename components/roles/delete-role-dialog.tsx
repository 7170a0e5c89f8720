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
import type { RoleHolders } from "@/lib/members/view";
import type { RoleView } from "@/lib/roles/view";
import { fatesOf, isComplete, NOTHING_CHOSEN, type OtherRole } from "./fates";
import { HolderMembers } from "./holder-lists";
import type { RoleEndActs } from "./role-acts";
import { TokenFates } from "./token-fates";

type Props = {
  role: Pick<RoleView, "key" | "name" | "assignedTo">;
  holders: RoleHolders | null;
  acts: RoleEndActs;
  now: number;
  zone: string;
  onClose: () => void;
};

/** The end of a role: first is chosen what becomes of each token that has it (ux.md 3.5); members keep nothing from it (ruling R13). */
export function DeleteRoleDialog({ role, holders, acts, now, zone, onClose }: Props) {
  const { key, name, assignedTo } = role;
  const words = en.roles.deleting;
  const total = assignedTo.personalTokens + assignedTo.serviceTokens;
  const tokens = holders?.tokens ?? [];
  const unnamed = total - tokens.length;
  const inUse = assignedTo.members + total > 0;
  const { run, busy, trouble } = useAct(acts.retire);
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [typed, setTyped] = useState("");
  const others = useOtherRoles(acts.others, key, total > 0);
  const toast = useToast();
  const router = useRouter();
  const ready = isComplete(chosen, tokens, unnamed) && (!inUse || typed.trim() === key);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    if (!(await run({ role: key, ...fatesOf(chosen, unnamed) }))) return;
    onClose();
    toast(words.done(name));
    router.push("/roles");
  };
  return (
    <Dialog title={words.title(name)} onLeave={onClose} width={640}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TroubleNote trouble={trouble} />
        {trouble.fields["fates"] && (
          <Callout tone="danger" role="alert">
            {trouble.fields["fates"].join(" ")}
          </Callout>
        )}
        <p className="text-text-muted">{inUse ? words.inUse(assignedTo.members, total) : words.unused}</p>
        {total > 0 && (
          <TokenFates
            tokens={tokens}
            unnamed={unnamed}
            chosen={chosen}
            onChange={setChosen}
            roles={others}
            now={now}
            zone={zone}
          />
        )}
        {holders && (
          <HolderMembers title={en.roles.holders.members} members={holders.members} total={assignedTo.members} />
        )}
        {assignedTo.members > 0 && <Callout tone="warning">{words.keep}</Callout>}
        {inUse && (
          <TextField
            label={words.type(key)}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        {!isComplete(chosen, tokens, unnamed) && (
          <p id="fates-why" className="text-xs text-text-subtle">
            {words.chooseFirst(total)}
          </p>
        )}
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button type="submit" look="danger" busy={busy} disabled={!ready} aria-describedby="fates-why">
            {words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The roles that could take this one's place; none until they are known. */
function useOtherRoles(ask: RoleEndActs["others"], role: string, needed: boolean): readonly OtherRole[] {
  const [known, setKnown] = useState<readonly OtherRole[]>([]);
  useEffect(() => {
    if (!needed) return;
    let current = true;
    ask({ role })
      .then((answer) => current && answer.ok && setKnown(answer.value))
      .catch(() => {}); // freezing and revoking can be chosen all the same
    return () => {
      current = false;
    };
  }, [ask, role, needed]);
  return known;
}
