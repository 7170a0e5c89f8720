"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { INPUT } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Refusal } from "@/lib/core/refusal";
import { NAME_MAX, NOTE_MAX } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

type Props = {
  token: Pick<TokenView, "id" | "name" | "description">;
  field: "name" | "description";
  update: Act<{ name: string }>;
  onClose: () => void;
};

/**
 * A token's name or note in a field in its own place: Enter saves, Esc leaves it as it was. If somebody else changed it
 * meanwhile, theirs is said and what was typed stays; saving again replaces theirs.
 */
export function InlineEdit({ token, field, update, onClose }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(update);
  const [seen, setSeen] = useState(token[field]);
  const [beaten, setBeaten] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const toast = useToast();
  const router = useRouter();
  const isName = field === "name";
  const label = isName ? en.actWords.name : en.actWords.noteLabel;
  const told = (refusal: Refusal) => {
    router.refresh();
    if (refusal.kind === "changed_since") setBeaten(true);
    return refusal.kind === "changed_since";
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get(field)).trim();
    if (isName && text === "") return setTrouble({ sentence: null, fields: { name: [en.actWords.nameRequired] } });
    if (text === seen && !beaten) return onClose();
    const against = beaten ? token[field] : seen;
    setSeen(against);
    setBeaten(false);
    const answer = await run({ id: token.id, [field]: text, seen: { [field]: against } }, told);
    if (!answer) return;
    toast(isName ? en.actWords.renamed(answer.value.name) : en.actWords.noteSaved);
    router.refresh();
    onClose();
  };
  const wrong = trouble.fields[field];
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={isName ? en.acts.rename : en.acts.note}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="flex max-w-[720px] flex-1 flex-col gap-2"
    >
      <TroubleNote trouble={trouble} />
      {beaten && (
        <Callout tone="warning" role="alert">
          {isName ? en.actWords.changedName(token.name) : en.actWords.changedNote(token.description)}
        </Callout>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <input
          name={field}
          aria-label={label}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${field}-wrong` : undefined}
          defaultValue={token[field]}
          maxLength={isName ? NAME_MAX : NOTE_MAX}
          autoComplete="off"
          ref={input}
          dir="auto"
          className={cn(INPUT, "min-w-40 flex-1", isName && "text-xl font-semibold")}
        />
        <Button type="submit" look="primary" busy={busy}>
          {en.actWords.save}
        </Button>
        <Button onClick={onClose}>{en.common.cancel}</Button>
      </div>
      {wrong && (
        <p id={`${field}-wrong`} className="text-xs text-danger-text">
          {wrong.join(" ")}
        </p>
      )}
    </form>
  );
}
