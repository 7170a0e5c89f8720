import * as en from "@/components/messages/en";

/** How many of all there are, as a length and as figures. */
export function ShareBar({ count, all }: { count: number; all: number }) {
  const part = all === 0 ? 0 : Math.max((count / all) * 100, count > 0 ? 1.5 : 0);
  return (
    <span className="flex max-w-80 items-center gap-2.5 pt-1.5">
      <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-neutral-bg forced-colors:border">
        <span
          className="block h-full rounded-full bg-chart-1 forced-colors:bg-[Highlight]"
          style={{ inlineSize: `${part}%` }}
        />
      </span>
      <span className="tnum shrink-0 text-xs text-text-subtle">{en.settings.rules.bar(count, all)}</span>
    </span>
  );
}
