import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { TabCounts, TokenTab } from "@/lib/tokens/list-view";
import { countLabel } from "./count-label";
import { ListLink } from "./list-navigation";
import { type ListQuery, viewHref } from "./list-query";

type Props = { query: ListQuery; views: readonly TokenTab[]; counts: TabCounts | null };

/** Which tokens are listed, with how many there are. */
export function TokenTabs({ query, views, counts }: Props) {
  return (
    <nav aria-label={en.tokens.tabsLabel} className="flex flex-wrap gap-x-4 border-b border-line">
      {views.map((view) => {
        const count = counts?.[view];
        return (
          <ListLink
            key={view}
            href={viewHref(query, view)}
            aria-current={view === query.view ? "page" : undefined}
            className={cn(
              "-mb-px flex min-h-9 items-center gap-1.5 border-b-2 px-0.5 pointer-coarse:min-h-11",
              view === query.view ? "border-text text-text" : "border-transparent text-text-muted hover:text-text",
            )}
          >
            {en.tokens.tabs[view]}
            {count && <span className="tnum text-xs text-text-subtle">{countLabel(count)}</span>}
          </ListLink>
        );
      })}
    </nav>
  );
}
