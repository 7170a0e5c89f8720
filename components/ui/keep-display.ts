import { DISPLAY_COOKIES, type Display } from "./display";

const YEAR_SECONDS = 365 * 86_400;

/** Keeps a choice of display in its cookie and draws it at once. */
export function keepDisplay<K extends keyof Display>(what: K, value: Display[K]): void {
  keepCookie(DISPLAY_COOKIES[what], value);
  const root = document.documentElement;
  if (what === "theme") {
    if (value === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = value;
  }
  if (what === "density") root.dataset["density"] = value;
}

/** Keeps how something is shown, for a year, where the server can read it. */
export function keepCookie(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store interface is missing on plain http
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
}
