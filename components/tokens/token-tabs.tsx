import Link from "next/link";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { type ListQuery, listHref } from "./list-query";

type Props = {
  query: ListQuery;
  counts: { all: number; mine: number; service: number; inactive: number };
  seesAll: boolean;
};

/** Which tokens are listed, with how many there are. */
export function TokenTabs({ query, counts, seesAll }: Props) {
  const views = seesAll
    ? (["all", "mine", "service", "inactive"] as const)
    : (["mine", "service", "inactive"] as const);
  return (
    <nav aria-label={en.tokens.tabsLabel} className="flex gap-4 border-b border-line">
      {views.map((view) => (
        <Link
          key={view}
          href={listHref(query, { view })}
          aria-current={view === query.view ? "page" : undefined}
          className={cn(
            "-mb-px flex min-h-9 items-center gap-1.5 border-b-2 px-0.5 pointer-coarse:min-h-11",
            view === query.view ? "border-text text-text" : "border-transparent text-text-muted hover:text-text",
          )}
        >
          {en.tokens.tabs[view]}
          <span className="tnum text-xs text-text-subtle">{counts[view].toLocaleString("en")}</span>
        </Link>
      ))}
    </nav>
  );
}
