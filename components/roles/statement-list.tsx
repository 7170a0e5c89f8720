import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { Statement } from "@/lib/policy/statement";
import { actionWords, resourceWords } from "./statement-words";

type Props = { statements: readonly Statement[]; sign?: "+" | "−"; label: string };

/** Statements to read, one a line; with a sign, what a change adds or takes. */
export function StatementList({ statements, sign, label }: Props) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {statements.map((statement, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: statements may be equal, and a list to read does not move
        <li key={i} className="flex items-start gap-2 border-b border-line py-2 last:border-0">
          {sign && <Sign sign={sign} />}
          <span
            className={cn(
              "mt-px w-11 shrink-0 text-xs font-semibold",
              statement.effect === "allow" ? "text-success-text" : "text-danger-text",
            )}
          >
            {statement.effect === "allow" ? en.roles.allow : en.roles.deny}
          </span>
          <span className="min-w-0 wrap-anywhere font-mono text-xs">
            {actionWords(statement)} <span className="font-sans text-text-subtle">{en.roles.on}</span>{" "}
            {resourceWords(statement)}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What a change adds or takes: a sign, never a colour alone. */
export function Sign({ sign }: { sign: "+" | "−" }) {
  return (
    <span className={cn("w-3 shrink-0 font-mono", sign === "+" ? "text-success-text" : "text-danger-text")}>
      {sign}
    </span>
  );
}
