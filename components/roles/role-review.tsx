"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { AffectedList, Counts } from "@/components/members/affected-list";
import { usedToday } from "@/components/members/effect-order";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { TypedConfirmation } from "@/components/ui/typed-confirmation";
import type { Trouble } from "@/components/ui/use-act";
import type { AffectedMember, RoleEffects } from "@/lib/members/view";
import type { RoleView } from "@/lib/roles/view";
import { RoleChanges } from "./role-changes";
import { type Draft, draftOf } from "./role-draft";

type Props = {
  base: RoleView;
  draft: Draft;
  effects: RoleEffects;
  busy: boolean;
  trouble: Trouble;
  note: string;
  onNote: (note: string) => void;
  onBack: () => void;
  onSave: () => void;
  now: number;
  zone: string;
};

/** What a save will do, read before it is done; typed for, where something in use loses access. */
export function RoleReview({ base, draft, effects, busy, trouble, note, onNote, onBack, onSave, now, zone }: Props) {
  const words = en.roleEdit.review;
  const { tokens, members } = effects;
  const [typed, setTyped] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const today = tokens.filter((token) => usedToday(token, now)).length;
  const breaks = tokens.some((token) => token.lost > 0 && usedToday(token, now));
  const ready = !breaks || typed.trim() === base.key;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onSave();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      <div className="flex flex-col gap-1">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere" dir="auto">
          {words.title(base.name)}
        </h2>
        <p className="text-text-muted">
          {tokens.length + members.length === 0 ? words.nobody : words.body(tokens.length, members.length)}
        </p>
        {effects.more && <Callout tone="warning">{words.notAll}</Callout>}
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <section className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4">
          <h3 className="font-semibold">{words.changes}</h3>
          <RoleChanges before={draftOf(base)} after={draft} />
        </section>
        <div className="flex min-w-0 flex-col gap-5">
          {tokens.length === 0 ? (
            <p className="text-text-subtle">{words.noTokens}</p>
          ) : (
            <AffectedList
              title={words.tokens(tokens.length)}
              help={today === 0 ? undefined : words.today(today)}
              tokens={tokens}
              now={now}
              zone={zone}
            />
          )}
          <Members members={members} />
        </div>
      </div>
      {effects.tokens.some(({ lost }) => lost > 0) && <Refused {...effects.refused} />}
      <div className="flex max-w-[560px] flex-col gap-4">
        <TextField
          label={words.note}
          help={words.noteHelp}
          value={note}
          onChange={(event) => onNote(event.target.value)}
          errors={trouble.fields["comment"]}
          maxLength={500}
          dir="auto"
        />
        {breaks && (
          <TypedConfirmation id="review-typed" label={words.type(base.key)} value={typed} onChange={setTyped} />
        )}
        <TroubleNote trouble={trouble} />
        <div className="flex flex-wrap gap-2">
          <Button onClick={onBack}>{words.back}</Button>
          <Button
            type="submit"
            look={breaks ? "danger" : "primary"}
            busy={busy}
            disabled={!ready}
            aria-describedby={ready ? undefined : "review-typed"}
          >
            {words.save(tokens.length)}
          </Button>
        </div>
      </div>
    </form>
  );
}

const NAMED = 5;

/** What the edit would have broken, had it been made a week ago. */
function Refused({ surely, perhaps, tokens }: RoleEffects["refused"]) {
  const words = en.roleEdit.review;
  const named = tokens.filter((token) => token.surely > 0).slice(0, NAMED);
  const others = tokens.filter((token) => token.surely > 0).length - named.length;
  const who = [
    ...named.map(({ id, name, surely: calls }) => words.refusedBy(name || id, calls)),
    ...(others > 0 ? [words.refusedMore(others)] : []),
  ];
  return (
    <Callout tone={surely + perhaps > 0 ? "warning" : "neutral"}>
      <strong className="font-semibold">{words.refused(surely)}</strong>
      {who.length > 0 && ` (${who.join(" · ")})`}
      {perhaps > 0 && <span className="block">{words.perhaps(perhaps)}</span>}
    </Callout>
  );
}

function Members({ members }: { members: readonly AffectedMember[] }) {
  const words = en.roleEdit.review;
  if (members.length === 0) return <p className="text-text-subtle">{words.noMembers}</p>;
  const title = words.members(members.length);
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-semibold">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, also by keyboard */}
      <ul className="max-h-56 overflow-y-auto rounded-md border border-line" tabIndex={0} aria-label={title}>
        {[...members]
          .sort((a, b) => b.lost - a.lost)
          .map((member) => (
            <li
              key={member.id}
              className="flex items-center justify-between gap-3 border-b border-line px-3 py-1.5 last:border-0"
            >
              <span className="min-w-0 truncate" dir="auto">
                {member.name}
              </span>
              <span className="text-xs">
                <Counts {...member} />
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
