import type { Density, Times } from "@/components/ui/display";

/** The columns that hold something about a token, by what they are sorted by. The first always stays. */
export const COLUMNS = ["name", "type", "owner", "role", "lastUsed", "created", "expires", "status"] as const;
export type Column = (typeof COLUMNS)[number];

export const HIDDEN_COOKIE = "latchkey-columns";

/** The columns that a viewer does not want to see, by the cookie; anything unknown is left out. */
export function readHidden(cookie: string | undefined): Column[] {
  const named = (cookie === undefined ? "" : decodeURIComponent(cookie)).split(",");
  return COLUMNS.filter((column) => column !== "name" && named.includes(column));
}

/** How the viewer wants the list drawn. */
export type Views = { hidden: readonly Column[]; density: Density; times: Times };
