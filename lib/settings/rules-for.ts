import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { readTokenRules } from "./read-token-rules";
import type { TokenRules } from "./view";

const KEPT = 5_000;

type Kept = Map<string, { readonly version: number; readonly rules: TokenRules }>;
const memory = new WeakMap<Db, Kept>();

/**
 * The token rules by which a principal may make a token, as a rule without a round trip. They are right if what is made is
 * written only while the principal's rights version still stands: whoever saves rules moves that of every member, and
 * what is remembered for a version was read after it had been seen, so a rule saved since then has moved it.
 */
export async function rulesFor(db: Db, { accountId, answersFor, rightsVersion }: Principal): Promise<TokenRules> {
  if (answersFor === null) return readTokenRules(db, accountId);
  const kept: Kept = memory.get(db) ?? new Map();
  memory.set(db, kept);
  const known = kept.get(answersFor);
  if (known?.version === rightsVersion) return known.rules;
  const rules = await readTokenRules(db, accountId);
  if (kept.size >= KEPT) kept.clear();
  kept.set(answersFor, { version: rightsVersion, rules });
  return rules;
}
