"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { useAct } from "@/components/ui/use-act";
import { BASE_ROLES, type BaseRole } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import { displayName } from "@/lib/members/view";
import { AffectedList } from "./affected-list";
import type { MemberActs, MemberRow } from "./member-actions";
import { useEffects } from "./use-effects";

type Props = { row: MemberRow; acts: MemberActs; now: number; zone: string; onClose: () => void };

/** Another base role, with what it does to the member's tokens before it is done. */
export function ChangeRoleDialog({ row: { member, permissions }, acts, now, zone, onClose }: Props) {
  const roles = BASE_ROLES.filter((role) => permissions.rolesToGive.includes(role) && role !== member.baseRole);
  const [role, setRole] = useState<BaseRole>(roles.at(-1) ?? member.baseRole);
  const effects = useEffects(acts.effects, member.id, { baseRole: role });
  const { run, busy, trouble } = useAct(acts.update);
  const toast = useToast();
  const router = useRouter();
  const name = displayName(member);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || effects === null) return;
    if (!(await run({ id: member.id, baseRole: role }))) return;
    onClose();
    toast(en.members.changed(name, roleName(role)));
    router.refresh();
  };
  return (
    <Dialog title={en.members.changeTitle(name, roleName(member.baseRole))} onLeave={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TroubleNote trouble={trouble} />
        <SelectField
          label={en.members.role}
          value={role}
          onChange={(event) => setRole(event.target.value as BaseRole)}
          options={roles.map((each) => ({ value: each, label: roleName(each) }))}
        />
        {effects && (
          <>
            <AffectedList
              title={en.members.limited(effects.tokens.length)}
              tokens={effects.tokens}
              now={now}
              zone={zone}
            />
            <AffectedList title={en.members.kept(effects.kept.length)} tokens={effects.kept} now={now} zone={zone} />
            {effects.tokens.length > 0 && (
              <p className="text-xs text-text-subtle">{en.members.back(roleName(member.baseRole))}</p>
            )}
          </>
        )}
        <DialogActions>
          <Button onClick={onClose} data-autofocus>
            {en.common.cancel}
          </Button>
          <Button type="submit" look="primary" busy={busy} disabled={effects === null}>
            {en.members.changeSubmit(effects?.tokens.length ?? 0)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
