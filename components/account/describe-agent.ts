const BROWSERS = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
  [/curl\//, "curl"],
] as const;
const SYSTEMS = [
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS/, "macOS"],
  [/Linux/, "Linux"],
] as const;

/** A browser's long name of itself in the words its owner would use. */
export function describeAgent(agent: string): string {
  const known = (names: readonly (readonly [RegExp, string])[]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  const words = [known(BROWSERS), known(SYSTEMS)].filter(Boolean);
  return words.length > 0 ? words.join(" on ") : agent.slice(0, 60) || "Unknown browser";
}
