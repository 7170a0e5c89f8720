import type { Grants, Policy } from "@/lib/policy/statement";
import type { Holder } from "./holder";

const MOST = 20_000;
const policies = new Map<string, Policy>();
const combinations = new Map<string, Grants>();
const texts = new Map<string, string>();
const lists = new Map<string, readonly string[]>();

/** The same for a whole holder: an account's tokens share what they have in common, its id and a member's among it. */
export function internedHolder(holder: Holder): Holder {
  return {
    ...holder,
    accountId: remembered(texts, holder.accountId, () => holder.accountId),
    memberId: remembered(texts, holder.memberId, () => holder.memberId),
    scopes: remembered(lists, holder.scopes.join("\n"), () => holder.scopes),
    grants: interned(holder.grants),
  };
}

/**
 * The same object for grants that say the same, so that a policy is compiled once for all tokens that have it, and
 * thousands of tokens of one kind cost the memory of one. What is said is never changed once it was made.
 */
export function interned(grants: Grants): Grants {
  const texts = grants.map(({ kind, policies: its }) => `${kind}:${its.map(textOf).join("\n")}`);
  return remembered(combinations, texts.join("\n\n"), () => {
    const [first, ...more] = grants;
    const shared = (grant: (typeof grants)[number]) => ({ ...grant, policies: grant.policies.map(sharedPolicy) });
    return [shared(first), ...more.map(shared)];
  });
}

const sharedPolicy = (policy: Policy): Policy => remembered(policies, textOf(policy), () => policy);

/** A base role is known by its name: its statements are the same everywhere. */
function textOf(policy: Policy): string {
  return policy.source.kind === "base_role" ? JSON.stringify(policy.source) : JSON.stringify(policy);
}

function remembered<T>(known: Map<string, T>, text: string, make: () => T): T {
  const there = known.get(text);
  if (there !== undefined) return there;
  if (known.size >= MOST) known.clear(); // what is in use stays with those who use it
  const made = make();
  known.set(text, made);
  return made;
}
