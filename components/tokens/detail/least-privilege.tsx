import { Lightbulb } from "lucide-react";
import * as en from "@/components/messages/en";
import { KindList } from "./kind-list";
import type { Exercised } from "./why";

/** Says how little of its access a token uses, and which (S12). */
export function LeastPrivilege({ exercised, days }: { exercised: Exercised; days: number }) {
  const { used, total, usedKinds, unusedKinds } = exercised;
  return (
    <div className="flex items-start gap-2 border-t border-line pt-3 text-text-muted">
      <Lightbulb aria-hidden className="size-4 shrink-0" />
      <details className="min-w-0 flex-1">
        <summary className="cursor-pointer rounded-sm">
          {en.access.leastPrivilege(days, used, total)} <span className="text-accent">{en.access.seeWhich}</span>
        </summary>
        <div className="flex flex-col gap-3 pt-3">
          <section aria-label={en.access.used} className="flex flex-col gap-1">
            <h3 className="text-xs font-semibold text-text">{en.access.used}</h3>
            <KindList kinds={usedKinds} />
          </section>
          <section aria-label={en.access.unused} className="flex flex-col gap-1">
            <h3 className="text-xs font-semibold text-text">{en.access.unused}</h3>
            <KindList kinds={unusedKinds} />
          </section>
        </div>
      </details>
    </div>
  );
}
