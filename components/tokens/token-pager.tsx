import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { type ListQuery, listHref, PAGE_SIZE } from "./list-query";

/** How much is shown, and the way to the pages before and after. */
export function TokenPager({ query, shown, total }: { query: ListQuery; shown: number; total: number }) {
  const more = query.page * PAGE_SIZE < total;
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-3 text-xs text-text-subtle">
      <span className="tnum">{en.tokens.shown(shown, total)}</span>
      {(query.page > 1 || more) && (
        <nav aria-label={en.tokens.pages} className="flex gap-2">
          {query.page > 1 && (
            <ButtonLink href={listHref(query, { page: query.page - 1 })}>{en.tokens.previous}</ButtonLink>
          )}
          {more && <ButtonLink href={listHref(query, { page: query.page + 1 })}>{en.tokens.next}</ButtonLink>}
        </nav>
      )}
    </div>
  );
}
