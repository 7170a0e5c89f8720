import "server-only";
import { createHash } from "node:crypto";
import type { Grants, Statement } from "@/lib/policy/statement";
import { limitsOf, type TokenLimits } from "./limits-of";
import { type MemberStanding, type TokenStanding, tokenGrants } from "./principals";

/**
 * Remembers what grants come to, for as long as one refresh takes: hundreds of holders of a role have few different
 * standings between them. The same is asked once, also of different members where no policy tells members apart.
 */
export class LimitsMemo {
  readonly #known = new Map<string, TokenLimits>();

  /** What the token comes to; `fresh` says that it had to be worked out. */
  get(token: TokenStanding, member: MemberStanding): { limits: TokenLimits; fresh: boolean } {
    const grants = tokenGrants(token, member);
    const key = keyOf(grants, member.memberId);
    const known = this.#known.get(key);
    if (known) return { limits: known, fresh: false };
    const limits = limitsOf(grants);
    this.#known.set(key, limits);
    return { limits, fresh: true };
  }
}

/** A member's own floor names them; if nothing else tells one member from another, neither does the answer. */
function keyOf(grants: Grants, memberId: string): string {
  const text = JSON.stringify(
    grants.map(({ policies }) => policies.map(({ statements, attributes }) => [statements, attributes])),
  );
  const hash = createHash("sha256").update(grants.map(({ kind }) => kind).join());
  return hash.update(tellsMembersApart(grants, memberId) ? text : text.replaceAll(memberId, "?")).digest("base64");
}

function tellsMembersApart(grants: Grants, memberId: string): boolean {
  const statements = grants.flatMap(({ policies }) => policies.flatMap((policy) => policy.statements));
  return statements.some((statement) => namesOf(statement).some((name) => !isBlind(name, memberId)));
}

const namesOf = ({ resources, notResources }: Statement) => [...(resources ?? []), ...(notResources ?? [])];

/** Whether a pattern is about everybody, about the member themselves, or about nobody. */
function isBlind(pattern: string, memberId: string): boolean {
  const name = pattern.toLowerCase();
  if (name === "*" || name === `member/${memberId}:token/*`) return true;
  if (name.startsWith("member/")) return /^member\/\*($|[:;])/.test(name);
  return /^[a-z-]+($|\/)/.test(name);
}
