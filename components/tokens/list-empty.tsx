import { KeyRound, Plus, X } from "lucide-react";
import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonLook } from "@/components/ui/button-look";
import { EmptyState } from "@/components/ui/empty-state";
import { type FilterNames, filterLabel } from "./filter-words";
import { type FilterName, filtersSet, NO_FILTERS } from "./list-filters";
import { ListLink } from "./list-navigation";
import { type ListQuery, listHref } from "./list-query";

type Props = {
  query: ListQuery;
  names: FilterNames;
  /** Why the viewer may make none, and whom to ask; null where they may. */
  reason: string | null;
};

/** Why the list is empty, and the one thing to do about it. */
export function ListEmpty({ query, names, reason }: Props) {
  const icon = <KeyRound aria-hidden />;
  if (query.q !== "" || filtersSet(query.filters).length > 0) return <NothingMatches query={query} names={names} />;
  if (query.view === "attention")
    return (
      <EmptyState icon={icon} title={en.empty.attention}>
        {en.empty.attentionBody}
      </EmptyState>
    );
  if (query.view === "inactive") return <EmptyState icon={icon} title={en.empty.inactive} />;
  if (reason !== null)
    return (
      <EmptyState icon={icon} title={en.empty.none}>
        {reason}
      </EmptyState>
    );
  const action = (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2">
      <ButtonLink href="/tokens/new" icon={<Plus aria-hidden className="size-4" />}>
        {query.view === "service" ? en.tokens.new : en.empty.first}
      </ButtonLink>
      <a href="/docs/api" className="rounded-sm text-accent hover:underline">
        {en.empty.reference}
      </a>
    </div>
  );
  return (
    <EmptyState icon={icon} title={query.view === "service" ? en.empty.service : en.empty.tokens} action={action}>
      {en.empty.tokensBody}
    </EmptyState>
  );
}

/** Each filter that is set can be dropped alone, or all of them. */
function NothingMatches({ query, names }: Pick<Props, "query" | "names">) {
  const without = (name: FilterName) => listHref(query, { filters: { ...query.filters, [name]: NO_FILTERS[name] } });
  const chips = filtersSet(query.filters).map((name) => ({
    label: en.filters.chip(en.filters.names[name], filterLabel(query.filters, name, names)),
    href: without(name),
  }));
  if (query.q !== "") chips.unshift({ label: en.empty.search(query.q), href: listHref(query, { q: "" }) });
  return (
    <EmptyState
      icon={<KeyRound aria-hidden />}
      title={en.empty.filtered}
      action={
        <ListLink href={listHref(query, { q: "", filters: NO_FILTERS })} className={buttonLook("secondary")}>
          {en.empty.clear}
        </ListLink>
      }
    >
      <span className="flex flex-wrap justify-center gap-2">
        {chips.map(({ label, href }) => (
          <ListLink
            key={label}
            href={href}
            aria-label={en.empty.drop(label)}
            className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-md border border-line-strong px-2 text-text hover:bg-hover"
          >
            <span className="truncate">{label}</span>
            <X aria-hidden className="size-3.5 shrink-0 text-text-muted" />
          </ListLink>
        ))}
      </span>
    </EmptyState>
  );
}
