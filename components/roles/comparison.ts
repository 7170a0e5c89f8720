/** A version that is held against the one before it, or against the present one. */
export type Comparison = { readonly version: number; readonly to: "before" | "now" };

type Params = Record<string, string | string[] | undefined>;

/** The comparison that an address asks for; by itself the newest version is held against the one before. */
export function readComparison({ version, to }: Params, newest: number): Comparison | null {
  const asked = typeof version === "string" ? Number(version) : newest;
  if (!Number.isSafeInteger(asked)) return null;
  return { version: asked, to: to === "now" ? "now" : "before" };
}
