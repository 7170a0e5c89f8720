import { Lock } from "lucide-react";
import * as en from "@/components/messages/en";
import type { Ability } from "@/components/policy/ability";
import { roleName } from "@/lib/core/refusal-sentence";
import { LeastPrivilege } from "./least-privilege";
import type { Exercised, Reason } from "./why";

type Props = {
  reasons: readonly Reason[];
  held: Ability["held"];
  fixed: boolean;
  exercised: Exercised | null;
  days: number;
};

/** Why a token may do what it may: what each role gives it, what is held back, and how much of it it uses. */
export function TokenWhy({ reasons, held, fixed, exercised, days }: Props) {
  const said = [
    ...reasons.map((reason) => en.access.gives(nameOf(reason), reason.actions)),
    held.count > 0 ? en.access.held(held.count, held.more) : en.access.nothingHeld,
  ];
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-2 text-text-muted">
        <span className="font-semibold text-text">{en.access.why}</span>
        <span dir="auto">{said.join(" · ")}</span>
        {fixed && (
          <span className="inline-flex items-center gap-1">
            <Lock aria-hidden className="size-3.5" />
            {en.access.fixed}
          </span>
        )}
      </p>
      {exercised && <LeastPrivilege exercised={exercised} days={days} />}
    </div>
  );
}

function nameOf(reason: Reason): string {
  if (reason.kind === "base") return roleName(reason.role);
  return reason.kind === "inline" ? en.access.inline : reason.name;
}
