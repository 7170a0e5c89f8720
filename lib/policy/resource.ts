import { matchesGlob } from "./pattern";

/** The specifier of a personal token, or of all of a member's (semantics 3.2). */
export const personalTokenResource = (memberId: string, tokenId = "*") => `member/${memberId}:token/${tokenId}`;
/** The specifier of a service token. */
export const serviceTokenResource = (tokenId = "*") => `service-token/${tokenId}`;
export const memberResource = (memberId: string) => `member/${memberId}`;
export const ACCOUNT = "acct";

/** The pattern that covers every resource of every type; only base roles are written with it. */
export const ANYTHING = "*";

/**
 * Whether a resource pattern covers a resource. Levels are separated by `:` and must agree in number and
 * type, since a level is not inherited by what lies below it (semantics 3.2); names may hold `*`.
 */
export function coversResource(pattern: string, resource: string): boolean {
  if (pattern === ANYTHING) return true;
  const wanted = pattern.split(":");
  const given = resource.split(":");
  return wanted.length === given.length && wanted.every((level, i) => coversLevel(level, given[i] ?? ""));
}

function coversLevel(pattern: string, level: string): boolean {
  const [type, name] = split(pattern);
  const [givenType, givenName] = split(level);
  return type === givenType && matchesGlob(name, givenName);
}

function split(level: string): [type: string, name: string] {
  const slash = level.indexOf("/");
  return slash < 0 ? [level, ""] : [level.slice(0, slash), level.slice(slash + 1)];
}
