import { Bot, KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";

/** Personal or service, as two cards; service waits for custom roles and says so. */
export function TypeCards() {
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{en.create.type}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        <Card
          value="personal"
          icon={<KeyRound aria-hidden className="size-4" />}
          title={en.tokens.personal}
          help={en.create.personalHelp}
          chosen
        />
        <Card
          value="service"
          icon={<Bot aria-hidden className="size-4" />}
          title={en.tokens.service}
          help={en.create.serviceHelp}
          reason={en.create.serviceLater}
        />
      </div>
    </fieldset>
  );
}

type CardProps = { value: string; icon: ReactNode; title: string; help: string; chosen?: boolean; reason?: string };

function Card({ value, icon, title, help, chosen = false, reason }: CardProps) {
  return (
    <label
      className={cn(
        "flex gap-2.5 rounded-lg border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        chosen ? "border-accent bg-selected outline-1 outline-accent" : "border-line-strong bg-surface",
        reason && "cursor-not-allowed",
      )}
    >
      <input
        type="radio"
        name="kind"
        value={value}
        checked={chosen}
        readOnly
        aria-disabled={reason ? true : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent-solid aria-disabled:opacity-50"
      />
      <span className="flex flex-col gap-0.5">
        <span className={cn("flex items-center gap-1.5 font-semibold", reason && "text-text-subtle")}>
          {icon}
          {title}
        </span>
        <span className={cn("text-xs", reason ? "text-text-subtle" : "text-text-muted")}>{help}</span>
        {reason && <span className="text-xs text-text-subtle">{reason}</span>}
      </span>
    </label>
  );
}
