"use client";

import { useCallback, useState } from "react";
import * as en from "@/components/messages/en";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import { confirmSelf } from "./confirm-self";
import { refusalWords } from "./refusal-words";
import { SIGNED_OUT } from "./signed-out";
import { sayUnreachable } from "./unreachable";

/** A server action as components know it: a promise of a value or a refusal. */
export type Act<T> = (input: unknown) => Promise<Result<T, Refusal>>;

/** What went wrong with the last try, as sentences: by field where it can be, else for the whole. */
export type Trouble = {
  readonly sentence: string | null;
  readonly fields: Readonly<Record<string, readonly string[]>>;
};

export const NO_TROUBLE: Trouble = { sentence: null, fields: {} };

/**
 * Runs a server action from an event: knows whether it is under way and what was refused. `run` answers null for a
 * refusal; `handle` may take one that needs more than a sentence, by answering true. A great act asks first who is there.
 */
export function useAct<T>(act: Act<T>) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>(NO_TROUBLE);
  const run = useCallback(
    async (input: unknown, handle?: (refusal: Refusal) => boolean | Promise<boolean>): Promise<{ value: T } | null> => {
      setBusy(true);
      setTrouble(NO_TROUBLE);
      try {
        const answer = await provenIfAsked(act, input);
        if (answer.ok) return { value: answer.value };
        if (answer.error.kind === "unauthenticated") window.dispatchEvent(new Event(SIGNED_OUT));
        if (!(await handle?.(answer.error))) setTrouble(await troubleOf(answer.error));
        return null;
      } catch {
        sayUnreachable();
        setTrouble({ sentence: en.common.offline, fields: {} });
        return null;
      } finally {
        setBusy(false);
      }
    },
    [act],
  );
  return { run, busy, trouble, setTrouble };
}

/** What is asked is asked once more after a proof of who is there, as it was typed. */
async function provenIfAsked<T>(act: Act<T>, input: unknown): Promise<Result<T, Refusal>> {
  const answer = await act(input);
  const asked = !answer.ok && answer.error.kind === "reauthentication_needed";
  return asked && (await confirmSelf()) ? act(input) : answer;
}

/** A refusal as sentences, at its fields where it is about some. */
export async function troubleOf(refusal: Refusal): Promise<Trouble> {
  if (refusal.kind === "invalid_input") return { sentence: null, fields: refusal.fields };
  return { sentence: await refusalWords(refusal), fields: {} };
}
