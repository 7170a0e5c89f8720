import { plural } from "../words";

/** The picture of when tokens stop working. */
export const timeline = {
  title: "When tokens stop working",
  today: "today",
  none: "No expiry",
  inWeek: (count: number, from: string, to: string) => `${plural(count, "1 token", "# tokens")} from ${from} to ${to}`,
  noneOf: (count: number) => `${plural(count, "1 token", "# tokens")} without expiry`,
  summary: (count: number, weeks: number, none: number) =>
    `${plural(count, "1 token stops", "# tokens stop")} working in the next ${weeks} weeks; ${plural(none, "1 never does", "# never do")}.`,
  legend: "● personal · ■ service",
  asTable: "View as table",
  week: "Week",
  fromTo: (from: string, to: string) => `${from} – ${to}`,
  personal: "Personal",
  service: "Service",
} as const;
