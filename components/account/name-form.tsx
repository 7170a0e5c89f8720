"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";

/** The viewer's own name. */
export function NameForm({ name, rename }: { name: string; rename: Act<{ name: string }> }) {
  const { run, busy, trouble } = useAct(rename);
  const [draft, setDraft] = useState(name);
  const toast = useToast();
  const router = useRouter();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const answer = await run({ name: draft });
    if (!answer) return;
    setDraft(answer.value.name);
    toast(en.account.renamed);
    router.refresh();
  };
  return (
    <form noValidate onSubmit={submit} aria-label={en.account.profile} className="flex flex-col gap-3">
      <TroubleNote trouble={trouble} />
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-64 sm:max-w-96">
          <TextField
            label={en.account.name}
            errors={trouble.fields["name"]}
            value={draft}
            maxLength={100}
            autoComplete="name"
            dir="auto"
            onChange={(event) => setDraft(event.target.value)}
          />
        </div>
        <Button type="submit" busy={busy} className="h-9">
          {en.account.rename}
        </Button>
      </div>
    </form>
  );
}
