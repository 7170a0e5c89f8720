"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { useToast } from "@/components/ui/toast";
import { type Trouble, useAct } from "@/components/ui/use-act";
import type { Refusal } from "@/lib/core/refusal";
import type { RoleEffects } from "@/lib/members/view";
import type { Grants } from "@/lib/policy/statement";
import type { RoleVersionView, RoleView } from "@/lib/roles/view";
import { EditStep } from "./edit-step";
import { atItsField, missingOf } from "./new-role-form";
import type { RoleActs, Saved } from "./role-acts";
import { changedFields, type Draft, draftOf, rebased, touchesRights } from "./role-draft";

// What is looked at later is fetched later.
const RoleReview = dynamic(() => import("./role-review").then((late) => late.RoleReview), { ssr: false });
const RoleConflict = dynamic(() => import("./role-conflict").then((late) => late.RoleConflict), { ssr: false });

type Props = { role: RoleView; from: RoleVersionView | null; acts: RoleActs; yours: Grants; now: number; zone: string };

type Step =
  | { readonly at: "write" }
  | { readonly at: "review"; readonly effects: RoleEffects }
  | { readonly at: "conflict"; readonly theirs: Saved };

const WRITE: Step = { at: "write" };
const NO_EFFECTS: RoleEffects = {
  tokens: [],
  kept: [],
  members: [],
  more: false,
  refused: { surely: 0, perhaps: 0, tokens: [] },
};

/** Writes a role, reads what that does, then saves it; what is typed outlives every refusal. */
export function RoleEditor({ role, from, acts, yours, now, zone }: Props) {
  const [base, setBase] = useState(role);
  const [draft, setDraft] = useState<Draft>(from ? { ...draftOf(role), ...restored(from) } : draftOf(role));
  const [readable, setReadable] = useState(true);
  const [note, setNote] = useState(from ? en.roleEdit.restoredNote(from.version) : "");
  const [step, setStep] = useState<Step>(WRITE);
  const looking = useAct(acts.effects);
  const saving = useAct(acts.update);
  const reading = useAct(acts.read);
  const toast = useToast();
  const router = useRouter();
  const changed = changedFields(draftOf(base), draft);
  useQuestionBeforeLeaving(changed.length > 0 || !readable);

  const review = async (against: RoleView, what: Draft) => {
    const rights = touchesRights(draftOf(against), what);
    const seen = rights
      ? await looking.run({ role: against.key, policy: what.policy, basePermissions: what.basePermissions })
      : { value: NO_EFFECTS };
    setStep(seen ? { at: "review", effects: seen.value } : WRITE);
  };
  const toReview = async (event: FormEvent) => {
    event.preventDefault();
    const missing = missingOf(draft, readable);
    saving.setTrouble({ sentence: null, fields: missing ?? {} });
    if (missing || changed.length === 0 || looking.busy) return;
    await review(base, draft);
  };
  const whenRefused = async (refusal: Refusal): Promise<boolean> => {
    if (refusal.kind === "changed_since") {
      void reading.run({ role: base.id }).then((read) => read && setStep({ at: "conflict", theirs: read.value }));
      return true;
    }
    const fields = refusal.kind === "invalid_input" ? refusal.fields : await atItsField(refusal);
    if (fields === null || "comment" in fields) return false;
    saving.setTrouble({ sentence: null, fields });
    setStep(WRITE);
    return true;
  };
  const save = async () => {
    if (step.at !== "review") return;
    const asked = Object.fromEntries(changed.map((field) => [field, draft[field]]));
    const saved = await saving.run({ role: base.id, ...asked, version: base.version, comment: note }, whenRefused);
    if (!saved) return;
    toast(en.roleEdit.review.saved(saved.value.name, step.effects.tokens.length));
    router.push(`/roles/${encodeURIComponent(base.key)}`);
    router.refresh();
  };
  const take = (theirs: RoleView, next: Draft) => {
    setBase(theirs);
    setDraft(next);
    return next;
  };

  if (step.at === "conflict") {
    const theirs = step.theirs.role;
    return (
      <RoleConflict
        base={base}
        draft={draft}
        theirs={step.theirs}
        onGoOn={() => {
          void review(theirs, take(theirs, rebased(draft, draftOf(base), draftOf(theirs))));
        }}
        onDrop={() => {
          take(theirs, draftOf(theirs));
          setStep(WRITE);
        }}
      />
    );
  }
  if (step.at === "review") {
    return (
      <RoleReview
        base={base}
        draft={draft}
        effects={step.effects}
        busy={saving.busy || reading.busy}
        trouble={reading.trouble.sentence ? reading.trouble : saving.trouble}
        note={note}
        onNote={setNote}
        onBack={() => setStep(WRITE)}
        onSave={save}
        now={now}
        zone={zone}
      />
    );
  }
  return (
    <EditStep
      base={base}
      draft={draft}
      from={from}
      differs={changed.length > 0}
      readable={readable}
      busy={looking.busy}
      trouble={told(looking.trouble) ? looking.trouble : saving.trouble}
      ask={acts.effects}
      yours={yours}
      onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
      onReadable={setReadable}
      onSubmit={toReview}
      now={now}
    />
  );
}

const told = ({ sentence, fields }: Trouble) => sentence !== null || Object.keys(fields).length > 0;

/** Of an old version the rights count, not what the role was called then. */
const restored = ({ policy, basePermissions }: RoleVersionView) => ({ policy, basePermissions });

/** The browser asks before what is typed is lost by a reload or by closing. */
function useQuestionBeforeLeaving(typed: boolean): void {
  useEffect(() => {
    if (!typed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [typed]);
}
