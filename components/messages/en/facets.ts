/** The panel in which a filter is set. */
export const facets = {
  panel: (name: string) => `Filter by ${name}`,
  search: (name: string) => `Search ${name}`,
  choose: "Filter by",
  any: "Any",
  from: "From",
  to: "To",
  daysHelp: "Days of UTC, both included.",
  daysWrong: "The first day must not be after the last.",
  none: "Nothing by that name.",
  count: (count: string) => `${count} tokens`,
} as const;
