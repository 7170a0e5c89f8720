/** A path of this site to go on to, or `/tokens` for anything that could lead elsewhere (invariant I37). */
export function ownPath(given: string | string[] | undefined): string {
  if (typeof given !== "string" || !given.startsWith("/") || given.length > 2000) return "/tokens";
  const base = "http://latchkey.invalid";
  if (!URL.canParse(given, base)) return "/tokens";
  const { origin, pathname, search } = new URL(given, base);
  return origin === base && !pathname.startsWith("//") ? pathname + search : "/tokens";
}
