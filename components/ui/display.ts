export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];
export const SHORTCUTS = ["on", "off"] as const;
/** Whether single keys do something (WCAG 2.1.4): chords such as Ctrl K always do. */
export type Shortcuts = (typeof SHORTCUTS)[number];

/** How a table says when something was: how long ago, or the instant in one's own zone or in UTC. */
export const TIMES = ["relative", "local", "utc"] as const;
export type Times = (typeof TIMES)[number];

/** How a viewer wants the console drawn; kept in cookies so that the server draws it so at once. */
export type Display = {
  readonly theme: Theme;
  readonly density: Density;
  readonly zone: string;
  /** The zone that the viewer chose in place of their browser's; empty for none. */
  readonly chosenZone: string;
  readonly shortcuts: Shortcuts;
  readonly times: Times;
};

export const DISPLAY_COOKIES = {
  theme: "latchkey-theme",
  density: "latchkey-density",
  zone: "latchkey-zone",
  chosenZone: "latchkey-zone-chosen",
  shortcuts: "latchkey-shortcuts",
  times: "latchkey-times",
} as const;

type Cookies = { get(name: string): { value: string } | undefined };

/** The display that the cookies ask for; anything unknown falls back to the default. */
export function readDisplay(cookies: Cookies): Display {
  const theme = cookies.get(DISPLAY_COOKIES.theme)?.value;
  const density = cookies.get(DISPLAY_COOKIES.density)?.value;
  const chosenZone = readZone(cookies.get(DISPLAY_COOKIES.chosenZone)?.value);
  const times = cookies.get(DISPLAY_COOKIES.times)?.value;
  return {
    theme: THEMES.find((known) => known === theme) ?? "system",
    density: DENSITIES.find((known) => known === density) ?? "comfortable",
    times: TIMES.find((known) => known === times) ?? "relative",
    zone: chosenZone ?? readZone(cookies.get(DISPLAY_COOKIES.zone)?.value) ?? "UTC",
    chosenZone: chosenZone ?? "",
    shortcuts: cookies.get(DISPLAY_COOKIES.shortcuts)?.value === "off" ? "off" : "on",
  };
}

/** Whether single keys do something, by a page's `document.cookie`: read at each press, so that a change holds at once. */
export function singleKeysAreOn(cookie: string): boolean {
  return !cookie.split("; ").includes(`${DISPLAY_COOKIES.shortcuts}=off`);
}

/** Whether the viewer chose a zone, by a page's `document.cookie`. */
export function zoneIsChosen(cookie: string): boolean {
  return cookie.split("; ").some((one) => one.startsWith(`${DISPLAY_COOKIES.chosenZone}=`) && !one.endsWith("="));
}

/** The time zone that a cookie names, or null if there is none of that name. */
function readZone(cookie: string | undefined): string | null {
  if (!cookie) return null;
  try {
    const zone = decodeURIComponent(cookie);
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    return null;
  }
}
