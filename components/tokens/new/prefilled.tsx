import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import type { Told } from "./begin";

/** Names what a link filled into the form, and what of it could not be used (ux 3.2.7). */
export function Prefilled({ told: { filled, unusable, lowered } }: { told: Told }) {
  const left = lowered ? unusable.filter((part) => part !== "role") : unusable;
  if (filled.length === 0 && left.length === 0 && !lowered) return null;
  return (
    <Callout tone={lowered || left.length > 0 ? "warning" : "neutral"}>
      {filled.length > 0 && <p>{en.prefill.filled(filled.map((part) => en.prefill.parts[part]))}</p>}
      {lowered && <p>{en.prefill.lowered(lowered.asked, lowered.yours)}</p>}
      {left.length > 0 && <p>{en.prefill.unusable(left.map((part) => en.prefill.parts[part]))}</p>}
    </Callout>
  );
}
