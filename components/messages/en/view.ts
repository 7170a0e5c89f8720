/** How the tokens list is drawn. */
export const view = {
  title: "View",
  columns: "Columns",
  times: "Times",
  timesIn: { relative: "Relative", local: "Local", utc: "UTC" },
  export: "Export as CSV",
  exportHelp: "All tokens that match, as they are listed.",
} as const;
