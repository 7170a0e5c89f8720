import { listed, plural } from "../words";

/** What a token's page says about its use. */
export const activity = {
  title: "Activity",
  view: "Shown by",
  days: "Days",
  hours: "Hours",
  period: "Period",
  periodDays: (n: number) => (n === 365 ? "1 year" : `${n} days`),
  asTable: "View as table",
  none: (days: number) => `Nothing used this token in the last ${days} days.`,
  complete: (instant: string, zone: string) =>
    `Complete until ${instant} (${zone}); later requests may still be missing.`,
  utc: "Days are days of UTC.",
  spark: (sum: number, days: number, busiest: string) =>
    `${plural(sum, "1 request", "# requests")} in ${days} days, most on ${busiest}`,
  daysLabel: (sum: number, denied: number, days: number, busiest: string) =>
    `${plural(sum, "1 request", "# requests")} in ${days} days, ${denied.toLocaleString("en")} of them refused, most on ${busiest}.`,
  daysSilent: (days: number) => `No API request in ${days} days.`,
  legend: {
    allowed: "Requests",
    denied: "Refused (403)",
    telemetry: "Telemetry, on its own scale",
    gateway: "Gateway checks, on their own scale",
  },
  markers: {
    rotated: "Rotated",
    role: "Access changed",
    paused: "Paused",
    resumed: "Resumed",
  },
  markerOn: (what: string, day: string) => `${what} on ${day}`,
  columns: {
    day: "Day",
    requests: "Requests",
    denied: "Refused",
    gateway: "Gateway checks",
    telemetry: "Telemetry",
    events: "What happened",
  },
  tableCaption: "Use by day, newest first; days without any are left out",
  hoursTableCaption: "API requests by weekday and hour",
  weekday: "Weekday",
  today: "today",
  reader: "Read the picture by arrow keys",
  dayRead: (day: string, requests: number, denied: number) =>
    `${day}: ${plural(requests, "1 request", "# requests")}${denied > 0 ? `, ${denied.toLocaleString("en")} refused` : ""}`,
  alsoRead: (gateway: number, telemetry: number) =>
    [
      gateway > 0 ? plural(gateway, "1 gateway check", "# gateway checks") : "",
      telemetry > 0 ? `telemetry ${telemetry.toLocaleString("en")} times` : "",
    ]
      .filter(Boolean)
      .map((text) => `, ${text}`)
      .join(""),
  hourRead: (day: string, hour: string, requests: number) =>
    `${day} ${hour}: ${plural(requests, "1 request", "# requests")}`,
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  weekdaysShort: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  groups: { weekdays: "weekdays", weekends: "weekends", everyDay: "every day" },
  busiest: (when: string, from: string, to: string) => `Busiest ${when} ${from}–${to}`,
  quiet: (days: readonly string[]) => `, quiet ${listed(days.map((day) => `${day}s`))}`,
  rotateAt: (day: string, hour: string) => `: a good time to rotate is ${day} ${hour}.`,
  tooFew: "Too few requests to see a pattern in them.",
  inZone: (zone: string) => `Hours are those of ${zone}.`,
  fewer: "fewer",
  most: "most",
  firstUsed: (channel: string, first: string, last: string) => `${channel}: first ${first}, last ${last}`,
  channels: { rest: "API", gateway: "Gateway", telemetry: "Telemetry" },
  blocked: (n: number) => `Blocked attempts: ${n.toLocaleString("en")}`,
  sources: "Where it was used from",
  sourcesCaption: "Addresses and agents that used this token, newest first",
  sourceColumns: { address: "Address", agent: "Agent", channel: "Through", uses: "Uses", first: "First", last: "Last" },
  sourcesGone: "No addresses are kept from when it was used.",
  noSources: "Nobody has used it yet.",
  noAgent: "not said",
} as const;
