"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import { keeperOf, type NamedMember, type TokenView } from "@/lib/tokens/view";

type Props = {
  token: Pick<TokenView, "id" | "name" | "member" | "caretaker">;
  viewerId: string;
  /** Who could, and naming one of them. */
  caretakers: Act<NamedMember[]>;
  name: Act<{ name: string }>;
  onClose: () => void;
};

/** Somebody to look after a service token, whose maker may have left. */
export function CaretakerDialog({ token, viewerId, caretakers, name, onClose }: Props) {
  const { run: look, trouble: untold } = useAct(caretakers);
  const { run, busy, trouble } = useAct(name);
  const [choices, setChoices] = useState<readonly NamedMember[]>([]);
  const [chosen, setChosen] = useState("");
  const toast = useToast();
  const router = useRouter();
  const keeper = keeperOf(token);
  useEffect(() => {
    void look({ id: token.id }).then((answer) => {
      if (!answer) return;
      setChoices(answer.value);
      setChosen((answer.value.find(({ id }) => id === viewerId) ?? answer.value[0])?.id ?? "");
    });
  }, [look, token.id, viewerId]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || chosen === "") return;
    const answer = await run({ id: token.id, caretakerId: chosen });
    if (!answer) return;
    onClose();
    toast(en.caretaker.saved(answer.value.name));
    router.refresh();
  };
  return (
    <Dialog title={en.caretaker.title(token.name || token.id)} onLeave={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-text-muted">
          {(keeper.removed ? en.caretaker.gone : en.caretaker.now)(displayName(keeper))}
        </p>
        <SelectField
          label={en.caretaker.label}
          help={en.caretaker.help}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          errors={trouble.fields["caretakerId"]}
          options={choices.map((choice) => ({
            value: choice.id,
            label: choice.id === viewerId ? en.caretaker.you(choice.name) : choice.name,
          }))}
          data-autofocus
        />
        <TroubleNote trouble={untold.sentence ? untold : trouble} />
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {en.caretaker.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
