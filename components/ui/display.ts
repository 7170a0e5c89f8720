export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

/** How a viewer wants the console drawn; kept in cookies so that the server draws it so at once. */
export type Display = { readonly theme: Theme; readonly density: Density; readonly zone: string };

export const DISPLAY_COOKIES = { theme: "latchkey-theme", density: "latchkey-density", zone: "latchkey-zone" } as const;

type Cookies = { get(name: string): { value: string } | undefined };

/** The display that the cookies ask for; anything unknown falls back to the default. */
export function readDisplay(cookies: Cookies): Display {
  const theme = cookies.get(DISPLAY_COOKIES.theme)?.value;
  const density = cookies.get(DISPLAY_COOKIES.density)?.value;
  const zone = cookies.get(DISPLAY_COOKIES.zone)?.value;
  return {
    theme: THEMES.find((known) => known === theme) ?? "system",
    density: DENSITIES.find((known) => known === density) ?? "comfortable",
    zone: zone !== undefined && isZone(decodeURIComponent(zone)) ? decodeURIComponent(zone) : "UTC",
  };
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
