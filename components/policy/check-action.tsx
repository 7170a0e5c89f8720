"use client";

import { Ban, Check, ShieldMinus } from "lucide-react";
import { useId, useState } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { type Catalogue, kindOf } from "@/lib/policy/catalogue";
import { decide } from "@/lib/policy/decide";
import { readResource } from "@/lib/policy/requested";
import type { Grants } from "@/lib/policy/statement";
import { decisionInWords, type HeldWords } from "./held-words";
import { useOwnKinds } from "./own-kinds";
import { useCatalogue } from "./use-catalogue";

const EXAMPLE = { resource: "proj/web:env/production:flag/new-checkout", action: "updateOn" };

/** Asks the engine about one action on one resource, and says what decided. */
export function CheckAction({ grants, words }: { grants: Grants; words: HeldWords }) {
  const id = useId();
  const [action, setAction] = useState("");
  const [resource, setResource] = useState("");
  const catalogue = useCatalogue();
  const own = useOwnKinds().find(({ example }) => example !== undefined);
  const example = own ? { resource: own.example, action: own.actions[0]?.name } : EXAMPLE;
  const known = kindOf(resource, catalogue)?.actions.map(({ name }) => name) ?? allActions(catalogue);
  const asked = action.trim() !== "" && resource.trim() !== "";
  const readable = readResource(resource.trim()) !== null;
  return (
    <div className="flex flex-col gap-2 pt-3">
      <input
        aria-label={en.can.checkResource}
        aria-describedby={`${id}-hint`}
        placeholder={example.resource}
        value={resource}
        onChange={(event) => setResource(event.target.value)}
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        className={`${INPUT} font-mono text-xs`}
      />
      <input
        aria-label={en.can.checkAction}
        placeholder={example.action}
        list={`${id}-actions`}
        value={action}
        onChange={(event) => setAction(event.target.value)}
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        className={`${INPUT} font-mono text-xs`}
      />
      <datalist id={`${id}-actions`}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p id={`${id}-hint`} className="text-xs text-text-subtle">
        {en.can.checkHint}
      </p>
      <output className="min-h-5 text-sm">
        {asked && !readable && en.can.checkBad}
        {asked && readable && (
          <Answer grants={grants} words={words} action={action.trim()} resource={resource.trim()} />
        )}
      </output>
    </div>
  );
}

const allActions = (catalogue: Catalogue) =>
  [...new Set(catalogue.flatMap(({ actions }) => actions.map(({ name }) => name)))].sort();

type AnswerProps = { grants: Grants; words: HeldWords; action: string; resource: string };

function Answer({ grants, words, action, resource }: AnswerProps) {
  const decision = decide(grants, { action, resource });
  const held = decision.effect === "deny" && decision.grant !== "declared";
  const [Icon, tone] =
    decision.effect === "allow"
      ? ([Check, "text-success-icon"] as const)
      : held
        ? ([ShieldMinus, "text-info-icon"] as const)
        : ([Ban, "text-text-subtle"] as const);
  return (
    <span className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
      {decisionInWords(decision, words)}
    </span>
  );
}
