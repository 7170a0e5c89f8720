"use client";

import { ShieldMinus } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import type { Grants } from "@/lib/policy/statement";
import type { Ability } from "./ability";
import type { HeldWords } from "./held-words";
import { MatrixTable } from "./matrix-table";

const CheckAction = dynamic(() => import("./check-action").then((late) => late.CheckAction), { ssr: false });
const WhyDialog = dynamic(() => import("./why-dialog").then((late) => late.WhyDialog), { ssr: false });

type Props = {
  /** What was worked out of the grants. */
  ability: Ability;
  grants: Grants;
  words: HeldWords;
  /** The middle of "asked for ∩ … = gets". */
  heldBy: string;
  /** What is said about all that is held back, and a button that does something about it. */
  heldBody?: string | undefined;
  heldAct?: ReactNode;
  /** What stands at the end: how long this stays true. */
  note?: ReactNode;
};

/** What a token would do or does: in words, as a matrix, and what is held back. */
export function WhatItCanDo({ ability, grants, words, heldBy, heldBody, heldAct, note }: Props) {
  const { sentence, rows, telling, held } = ability;
  const [why, setWhy] = useState(false);
  const [checking, setChecking] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-text-muted">{sentence}</p>
      <MatrixTable rows={rows} telling={telling} words={words} />
      {held.count > 0 && (
        <div className="flex items-start gap-2 rounded-md bg-info-bg px-3 py-2 text-xs text-info-text">
          <ShieldMinus aria-hidden className="size-4 shrink-0" />
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <p className="font-semibold">{en.can.heldBack.title(held.count, held.more)}</p>
            <HeldList kinds={held.kinds} />
            {heldBody && <p>{heldBody}</p>}
            <div className="flex flex-wrap gap-2 pt-1">
              <Button onClick={() => setWhy(true)}>{en.can.why}</Button>
              {heldAct}
            </div>
          </div>
        </div>
      )}
      {note && <p className="text-xs text-text-subtle">{note}</p>}
      <details className="border-t border-line pt-3" onToggle={(event) => setChecking(event.currentTarget.open)}>
        <summary className="cursor-pointer rounded-sm font-semibold">{en.can.check}</summary>
        {checking && <CheckAction grants={grants} words={words} />}
      </details>
      <Announcer text={en.can.announce(sentence, held.count)} />
      {why && <WhyDialog grants={grants} heldBy={heldBy} onClose={() => setWhy(false)} />}
    </div>
  );
}

const LISTED = 5;

/** What is held back, kind by kind. */
function HeldList({ kinds }: { kinds: Ability["held"]["kinds"] }) {
  const more = kinds.length - LISTED;
  return (
    <ul className="list-disc ps-4">
      {kinds.slice(0, LISTED).map(({ label, actions }) => (
        <li key={label}>{en.can.heldBack.kind(label, actions)}</li>
      ))}
      {more > 0 && <li>{en.can.heldBack.and(more)}</li>}
    </ul>
  );
}

const QUIET_MS = 800;

/** Says what changed, once it has been still for a while; nothing at first. */
function Announcer({ text }: { text: string }) {
  const [first] = useState(text);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (text === first && said === "") return;
    const timer = setTimeout(() => setSaid(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, first, said]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
