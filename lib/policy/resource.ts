import { readResource } from "./requested";
import { coversPattern, fillIn, readPattern } from "./resource-pattern";

/** The specifier of a personal token, or of all of a member's (semantics 3.2). */
export const personalTokenResource = (memberId: string, tokenId = "*") => `member/${memberId}:token/${tokenId}`;
/** The specifier of a service token. */
export const serviceTokenResource = (tokenId = "*") => `service-token/${tokenId}`;
export const memberResource = (memberId: string) => `member/${memberId}`;
export const ACCOUNT = "acct";

/** The pattern that covers every resource of every type; only base roles are written with it. */
export const ANYTHING = "*";

/**
 * Whether a resource pattern without placeholders covers a resource, as it would in a statement that allows. A pattern
 * that cannot be read covers nothing, and a resource that cannot be read is covered by none.
 */
export function coversResource(pattern: string, resource: string): boolean {
  const open = readPattern(pattern, false);
  const given = readResource(resource);
  if (open === null || given === null) return false;
  return fillIn(open, {})?.some((closed) => coversPattern(closed, given.exact)) ?? false;
}
