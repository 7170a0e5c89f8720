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
import { type Act, useAct } from "@/components/ui/use-act";
import type { Refusal } from "@/lib/core/refusal";
import { NAME_MAX } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

type Props = { token: Pick<TokenView, "id" | "name">; update: Act<{ name: string }>; onClose: () => void };

/**
 * Gives a token another name, from the list. If somebody else renamed it meanwhile, theirs is said and what was typed
 * stays; saving again replaces theirs.
 */
export function RenameDialog({ token, update, onClose }: Props) {
  const { run, busy, trouble } = useAct(update);
  const [seen, setSeen] = useState(token.name);
  const [beaten, setBeaten] = useState(false);
  const toast = useToast();
  const router = useRouter();
  const told = ({ kind }: Refusal) => {
    if (kind === "changed_since") setBeaten(true);
    return kind === "changed_since";
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const name = String(new FormData(event.currentTarget).get("name"));
    const against = beaten ? token.name : seen;
    setSeen(against);
    setBeaten(false);
    const renamed = await run({ id: token.id, name, seen: { name: against } }, told);
    router.refresh(); // also after a refusal: what is behind may be no longer so
    if (!renamed) return;
    onClose();
    toast(en.rowMenu.renamed(renamed.value.name));
  };
  return (
    <Dialog title={en.rowMenu.renameTitle(token.name || token.id)} onLeave={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TroubleNote trouble={trouble} />
        {beaten && (
          <Callout tone="warning" role="alert">
            {en.rowMenu.changedName(token.name)}
          </Callout>
        )}
        <TextField
          label={en.rowMenu.name}
          name="name"
          data-autofocus
          defaultValue={token.name}
          errors={trouble.fields["name"]}
          maxLength={NAME_MAX}
          required
          autoComplete="off"
        />
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {en.rowMenu.renameSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
