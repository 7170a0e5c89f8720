"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { NAME_MAX, NOTE_MAX } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

type Props = { token: TokenView; update: Act<{ name: string }>; onClose: () => void };

/** A token's name and note in fields; Enter saves, Esc leaves them as they were. */
export function RenameForm({ token, update, onClose }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(update);
  const toast = useToast();
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name")).trim();
    if (name === "") return setTrouble({ sentence: null, fields: { name: [en.create.nameRequired] } });
    const answer = await run({ id: token.id, name, description: String(form.get("description")) });
    if (!answer) return;
    toast(en.detail.saved(answer.value.name));
    router.refresh();
    onClose();
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={en.detail.edit}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="flex max-w-[680px] flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <TroubleNote trouble={trouble} />
      <TextField
        label={en.detail.name}
        name="name"
        defaultValue={token.name}
        errors={trouble.fields["name"]}
        maxLength={NAME_MAX}
        autoComplete="off"
        autoFocus
        dir="auto"
      />
      <TextField
        label={en.detail.note}
        name="description"
        defaultValue={token.description}
        help={en.create.noteHelp}
        errors={trouble.fields["description"]}
        maxLength={NOTE_MAX}
        autoComplete="off"
        dir="auto"
      />
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {en.detail.save}
        </Button>
        <Button onClick={onClose}>{en.common.cancel}</Button>
      </div>
    </form>
  );
}
