"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { useToast } from "@/components/ui/toast";
import { type Act, useAct } from "@/components/ui/use-act";
import type { Settings, SettingsAction } from "@/lib/settings/view";

/** What somebody else saved while this was being edited: the fields that they changed, as they were and as they are. */
export type Conflict<T> = { by: string | null; at: number | null; before: T; theirs: T; fields: (keyof T)[] };

type Options<T> = {
  initial: T;
  save: Act<T>;
  /** All settings as they are now, and which of them these are. */
  latest: Act<Settings>;
  pick: (settings: Settings) => T;
  action: SettingsAction;
};

/**
 * Settings under edit. Saving says what they were when they were read; if somebody was faster, theirs are fetched, what
 * only they changed is taken over, and what was changed here stays.
 */
export function useSettings<T extends object>({ initial, save, latest, pick, action }: Options<T>) {
  const [seen, setSeen] = useState(initial);
  const [draft, setDraft] = useState(initial);
  const [conflict, setConflict] = useState<Conflict<T> | null>(null);
  const saving = useAct(save);
  const reading = useAct(latest);
  const toast = useToast();
  const router = useRouter();

  const merge = async () => {
    const answer = await reading.run({});
    if (!answer) return;
    const theirs = pick(answer.value);
    const last = answer.value.saved[action];
    setConflict({ by: last?.by ?? null, at: last?.at ?? null, before: seen, theirs, fields: differing(seen, theirs) });
    setDraft(merged(seen, theirs, draft));
    setSeen(theirs);
  };
  const submit = async (): Promise<boolean> => {
    const answer = await saving.run({ seen, asked: draft }, (refusal) => {
      if (refusal.kind !== "changed_since") return false;
      void merge();
      return true;
    });
    if (!answer) return false;
    setSeen(answer.value);
    setDraft(answer.value);
    setConflict(null);
    toast(en.settings.saved);
    router.refresh();
    return true;
  };
  return {
    seen,
    draft,
    conflict,
    changed: differing(seen, draft),
    busy: saving.busy || reading.busy,
    trouble:
      saving.trouble.sentence || Object.keys(saving.trouble.fields).length > 0 ? saving.trouble : reading.trouble,
    set: (change: Partial<T>) => setDraft((now) => ({ ...now, ...change })),
    reset: () => setDraft(seen),
    submit,
  };
}

/** The fields in which two states differ. */
export function differing<T extends object>(a: T, b: T): (keyof T)[] {
  return (Object.keys(b) as (keyof T)[]).filter((field) => a[field] !== b[field]);
}

/** Theirs, but for what was changed here. */
export function merged<T extends object>(seen: T, theirs: T, draft: T): T {
  const own = differing(seen, draft).map((field) => [field, draft[field]]);
  return { ...theirs, ...Object.fromEntries(own) };
}
