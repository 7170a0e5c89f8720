"use client";

import { Bot, KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { TokenKind } from "./role-draft";

type Props = {
  value: TokenKind;
  /** Why a type cannot be chosen. */
  reasons: Readonly<Record<TokenKind, string | null>>;
  onChange: (kind: TokenKind) => void;
};

/** Personal or service, as two cards; one that the viewer's role denies can be reached and says why. */
export function TypeCards({ value, reasons, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{en.create.type}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        <Card
          value="personal"
          icon={<KeyRound aria-hidden className="size-4" />}
          title={en.kinds.personal}
          help={en.create.personalHelp}
          chosen={value === "personal"}
          reason={reasons.personal}
          onChoose={() => onChange("personal")}
        />
        <Card
          value="service"
          icon={<Bot aria-hidden className="size-4" />}
          title={en.kinds.service}
          help={en.create.serviceHelp}
          chosen={value === "service"}
          reason={reasons.service}
          onChoose={() => onChange("service")}
        />
      </div>
    </fieldset>
  );
}

type CardProps = {
  value: TokenKind;
  icon: ReactNode;
  title: string;
  help: string;
  chosen: boolean;
  reason: string | null;
  onChoose: () => void;
};

function Card({ value, icon, title, help, chosen, reason, onChoose }: CardProps) {
  return (
    <label
      className={cn(
        "flex gap-2.5 rounded-lg border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        chosen ? "border-accent bg-selected outline-1 outline-accent" : "border-line-strong bg-surface",
        reason ? "cursor-not-allowed" : "cursor-pointer",
      )}
    >
      <input
        type="radio"
        name="kind"
        value={value}
        checked={chosen}
        onChange={() => !reason && onChoose()}
        aria-disabled={reason ? true : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent-solid aria-disabled:opacity-50"
      />
      <span className="flex flex-col gap-0.5">
        <span className={cn("flex items-center gap-1.5 font-semibold", reason && "text-text-subtle")}>
          {icon}
          {title}
        </span>
        <span className={cn("text-xs", reason ? "text-text-subtle" : "text-text-muted")}>{help}</span>
        {reason && <span className="pt-1 text-xs text-text-muted">{reason}</span>}
      </span>
    </label>
  );
}
