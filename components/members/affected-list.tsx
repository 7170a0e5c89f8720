import * as en from "@/components/messages/en";
import { RelativeTime } from "@/components/ui/relative-time";
import { roleName } from "@/lib/core/refusal-sentence";
import type { AffectedToken } from "@/lib/members/view";

/** Tokens that a change touches, recently used ones first. */
export function AffectedList({
  title,
  tokens,
  now,
  zone,
}: {
  title: string;
  tokens: readonly AffectedToken[];
  now: number;
  zone: string;
}) {
  if (tokens.length === 0) return null;
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, also by keyboard */}
      <ul className="max-h-40 overflow-y-auto rounded-md border border-line" tabIndex={0} aria-label={title}>
        {tokens.map((token) => (
          <li
            key={token.id}
            className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line px-3 py-1.5 last:border-0"
          >
            <span className="min-w-0 truncate" dir="auto">
              {token.name || token.id}
            </span>
            <span className="shrink-0 text-xs text-text-subtle">
              {token.willActAs !== null &&
                token.willActAs !== "no_access" &&
                token.role.source === "base" &&
                `${en.members.actsAs(roleName(token.role.baseRole), roleName(token.willActAs))} · `}
              {token.lastUsedAt === null ? (
                en.tokens.never
              ) : (
                <RelativeTime at={token.lastUsedAt} serverNow={now} zone={zone} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
