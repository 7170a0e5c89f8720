"use client";

import { Bot, KeyRound, UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import type { Act } from "@/components/ui/use-act";
import type { AuditActorChoice } from "@/lib/audit/view";
import type { LogAddress } from "./log-address";
import type { PanelProps } from "./panel-props";

const PAUSE_MS = 200;
const LINE = "flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-start hover:bg-hover";

type Props = PanelProps & { find: Act<AuditActorChoice[]>; viewerId: string };

/** Whose acts: a person or a token, found by a part of the name. */
export function WhoPanel({ anchor, onChange, onClose, find, viewerId }: Props) {
  const words = en.audit.filters;
  const [q, setQ] = useState("");
  const found = useFound(find, q);
  const choose = (who: LogAddress["who"]) => {
    onChange({ who });
    onClose();
    anchor.focus();
  };
  return (
    <Popover label={words.who} anchor={anchor} width={320} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-1 p-2">
        <input
          type="search"
          data-autofocus
          value={q}
          onChange={(event) => setQ(event.target.value)}
          aria-label={words.findWho}
          placeholder={words.findWho}
          maxLength={100}
          autoComplete="off"
          className={`${INPUT} text-sm`}
        />
        <ul className="min-h-24 overflow-y-auto" aria-label={words.who}>
          {q.trim() === "" && (
            <>
              <li>
                <button type="button" className={LINE} onClick={() => choose({ kind: "member", id: viewerId })}>
                  <UserRound aria-hidden className="size-4 text-text-subtle" />
                  {words.me}
                </button>
              </li>
              <li>
                <button type="button" className={LINE} onClick={() => choose({ kind: "operator" })}>
                  <KeyRound aria-hidden className="size-4 text-text-subtle" />
                  {words.operator}
                </button>
              </li>
            </>
          )}
          {found?.map(({ kind, id, name, more }) => {
            const Icon = kind === "token" ? Bot : UserRound;
            return (
              <li key={id}>
                <button type="button" className={LINE} onClick={() => choose({ kind, id })}>
                  <Icon aria-hidden className="size-4 shrink-0 text-text-subtle" />
                  <span className="min-w-0 truncate" dir="auto">
                    {name}
                  </span>
                  <span className="ms-auto shrink-0 text-xs text-text-subtle">{more}</span>
                </button>
              </li>
            );
          })}
        </ul>
        <p role="status" className="px-2 text-xs text-text-subtle">
          {q.trim() !== "" && (found === null ? words.finding : found.length === 0 ? words.nobody : "")}
        </p>
      </div>
    </Popover>
  );
}

/** What is found for the text, null while it is looked for. */
function useFound(find: Act<AuditActorChoice[]>, q: string): AuditActorChoice[] | null {
  const [known, setKnown] = useState<{ q: string; found: AuditActorChoice[] } | null>(null);
  const asked = q.trim();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      find({ q: asked })
        .then((answer) => current && setKnown({ q: asked, found: answer.ok ? answer.value : [] }))
        .catch(() => current && setKnown({ q: asked, found: [] }));
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [find, asked]);
  return known?.q === asked ? known.found : null;
}
