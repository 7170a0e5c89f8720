import { CircleAlert } from "lucide-react";
import * as en from "@/components/messages/en";
import type { Place } from "@/components/policy/json-places";
import type { PlacedProblem } from "./places";

type Props = { problems: readonly PlacedProblem[]; onSelect: (place: Place) => void };

/** What stands in the way of an import; each line leads to its place. */
export function ProblemList({ problems, onSelect }: Props) {
  const words = en.vocabulary;
  return (
    <section aria-label={words.problems(problems.length)} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.problems(problems.length)}</h3>
      <ul className="flex flex-col">
        {problems.map(({ pointer, message, line, place }) => (
          <li key={`${pointer} ${message}`}>
            <button
              type="button"
              onClick={() => onSelect(place)}
              className="flex min-h-7 w-full items-start gap-2 rounded-sm px-1 py-1 text-start hover:bg-hover pointer-coarse:min-h-11"
            >
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-icon" />
              <span className="min-w-0 wrap-anywhere">
                <span className="text-text-subtle">{words.line(line)}</span>{" "}
                {pointer !== "" && <code className="font-mono text-2xs text-text-subtle">{pointer}</code>} {message}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
