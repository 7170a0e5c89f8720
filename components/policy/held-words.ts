import * as en from "@/components/messages/en";
import type { Decision } from "@/lib/policy/decide";
import { explain } from "@/lib/policy/explain";
import type { GrantKind } from "@/lib/policy/statement";

/** Why something is held back, by whose permission it was. */
export type HeldWords = Readonly<Record<Exclude<GrantKind, "declared">, string>>;

/** For a token that the viewer is making, or that acts for them. */
export const YOUR_OWN: HeldWords = {
  member: en.can.heldBack.member,
  creator: en.can.heldBack.member,
  minting_token: en.can.heldBack.minting,
};

/** For a token that somebody else made, or whose ceiling is frozen. */
export function heldWordsOf(name: string): HeldWords {
  return {
    member: en.can.heldBack.owner(name),
    creator: en.can.heldBack.creator(name),
    minting_token: en.can.heldBack.minting,
  };
}

/** A decision in one sentence, with the reason for what is held back as it reads here. */
export function decisionInWords(decision: Decision, words: HeldWords): string {
  if (decision.effect === "allow" || decision.grant === "declared") return explain(decision);
  return en.can.heldBack.one(words[decision.grant]);
}
