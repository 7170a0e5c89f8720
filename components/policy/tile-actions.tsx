"use client";

import { Ban, Check, Minus, ShieldMinus } from "lucide-react";
import * as en from "@/components/messages/en";
import { Popover } from "@/components/ui/popover";
import type { MatrixAction, MatrixCell } from "@/lib/policy/matrix";
import { decisionInWords, type HeldWords } from "./held-words";
import { resourceInWords } from "./in-words";
import { useCatalogue } from "./use-catalogue";

const ICONS = {
  allowed: [Check, "text-success-icon"],
  not_allowed: [Minus, "text-text-subtle"],
  denied: [Ban, "text-text-subtle"],
  held_back: [ShieldMinus, "text-info-icon"],
} as const;

type Props = { title: string; cell: MatrixCell; words: HeldWords; anchor: HTMLElement; onClose: () => void };

/** The actions behind one square of the matrix, each with what decided it. */
export function TileActions({ title, cell, words, anchor, onClose }: Props) {
  return (
    <Popover label={title} anchor={anchor} width={380} onClose={onClose}>
      <div className="min-h-0 flex-1 overflow-y-auto p-3">
        <p className="pb-2 font-semibold">{title}</p>
        <ul className="flex flex-col gap-2">
          {cell.actions.map((action) => (
            <ActionLine key={action.name} action={action} words={words} />
          ))}
        </ul>
      </div>
    </Popover>
  );
}

const PLACES = 3;

function ActionLine({ action, words }: { action: MatrixAction; words: HeldWords }) {
  const { verdict, label, name, allowedOn, everywhere } = action;
  const [Icon, tone] = ICONS[verdict];
  const catalogue = useCatalogue();
  const places = allowedOn.slice(0, PLACES).map((place) => resourceInWords(place, catalogue));
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
      <span className="min-w-0">
        <span className="block">
          {label} <code className="font-mono text-2xs text-text-subtle">{name}</code>
        </span>
        <span className="block text-xs text-text-subtle wrap-anywhere">{reasonOf(action, words)}</span>
        {verdict === "allowed" && !everywhere && (
          <span className="block text-xs text-text-muted wrap-anywhere">
            {en.can.onlyOn(places, allowedOn.length - PLACES)}
          </span>
        )}
      </span>
    </li>
  );
}

function reasonOf({ verdict, grant, by }: MatrixAction, words: HeldWords): string {
  if (verdict === "allowed") return by ? decisionInWords({ effect: "allow", by }, words) : "";
  return decisionInWords({ effect: "deny", grant: grant ?? "declared", by }, words);
}
