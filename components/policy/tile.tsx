import { Ban, Check, ShieldMinus } from "lucide-react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { MatrixCell } from "@/lib/policy/matrix";

const LOOKS: Record<MatrixCell["state"], string> = {
  all: "bg-success-bg text-success-text border border-transparent",
  some: "border border-success-icon text-success-text px-1",
  none: "text-text-disabled",
  denied: "text-text-subtle",
  held_back: "border border-dashed border-info-icon bg-info-bg text-info-text",
};

/**
 * One square of the matrix: its shape says what it means, its text says it again. A fraction is drawn by the style sheet, so
 * that nothing but the words beside it is read out.
 */
export function Tile({ cell }: { cell: MatrixCell }) {
  if (cell.of === 0) return null;
  const look = lookOf(cell);
  return (
    <span
      aria-hidden
      className={cn("tile inline-flex h-5 min-w-5 items-center justify-center rounded-sm", LOOKS[look])}
    >
      {look === "all" && <Check className="size-3.5" />}
      {look === "some" && (
        <span
          data-part={cell.allowed < cell.of ? `${cell.allowed}/${cell.of}` : en.can.inPart}
          className="tnum text-2xs whitespace-nowrap before:content-[attr(data-part)]"
        />
      )}
      {look === "none" && "–"}
      {look === "denied" && <Ban className="size-3.5" />}
      {look === "held_back" && <ShieldMinus className="size-3.5" />}
    </span>
  );
}

/** A square in words. */
export function tileInWords(cell: MatrixCell): string {
  if (cell.of === 0) return en.can.empty;
  const look = lookOf(cell);
  if (look !== "some") return en.can.states[look];
  const held = cell.actions.filter(({ verdict }) => verdict === "held_back").length;
  const text = isPart(cell) ? en.can.partOnSome(cell.allowed, cell.of) : en.can.part(cell.allowed, cell.of);
  return held > 0 ? text + en.can.alsoHeld(held) : text;
}

/** All actions, but only on some resources, is not all. */
const lookOf = (cell: MatrixCell) => (cell.state === "all" && isPart(cell) ? "some" : cell.state);
const isPart = ({ actions }: MatrixCell) =>
  actions.some(({ verdict, everywhere }) => verdict === "allowed" && !everywhere);
