import * as en from "@/components/messages/en";
import { type FilterNames, filterLabel } from "./filter-words";
import { FILTER_NAMES, type FilterName, filtersSet, NO_FILTERS } from "./list-filters";
import { type ListQuery, listHref } from "./list-query";

/** The filters of a query in words, and where the list is without each, for a bar that knows no addresses. */
export function filterChips(query: ListQuery, names: FilterNames) {
  const set = filtersSet(query.filters);
  const chip = (name: FilterName) => ({
    name,
    label: en.filters.names[name],
    values: filterLabel(query.filters, name, names),
    without: listHref(query, { filters: { ...query.filters, [name]: NO_FILTERS[name] } }),
  });
  return {
    chips: set.map(chip),
    left: FILTER_NAMES.filter((name) => !set.includes(name)),
    clear: set.length > 0 || query.q !== "" ? listHref(query, { q: "", filters: NO_FILTERS }) : null,
  };
}
