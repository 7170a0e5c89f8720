import * as en from "@/components/messages/en";
import type { KeptToken, MemberEffects } from "@/lib/members/view";

type Named = Pick<KeptToken, "id" | "name">;

/** What would happen by now and would not have before, in words. */
export function differenceInWords(earlier: MemberEffects, now: MemberEffects): string {
  const named = ({ id, name }: Named) => name || id;
  const all = ({ tokens, kept }: MemberEffects): readonly Named[] => [...tokens, ...kept];
  const had = new Set(all(earlier).map(({ id }) => id));
  const has = new Set(all(now).map(({ id }) => id));
  const before = new Map(earlier.tokens.map((token) => [token.id, token]));
  const otherwise = now.tokens.filter((token) => {
    const old = before.get(token.id);
    return old && (old.gained !== token.gained || old.lost !== token.lost || old.willActAs !== token.willActAs);
  });
  const said = en.memberActs.differences(
    all(now)
      .filter(({ id }) => !had.has(id))
      .map(named),
    all(earlier)
      .filter(({ id }) => !has.has(id))
      .map(named),
    otherwise.map(named),
  );
  return said || en.memberActs.differsElse;
}

/** The tokens that were not among those shown before. */
export function newOnes(earlier: MemberEffects | null, now: MemberEffects): ReadonlySet<string> {
  if (!earlier) return new Set();
  const had = new Set(earlier.tokens.map(({ id }) => id));
  return new Set(now.tokens.map(({ id }) => id).filter((id) => !had.has(id)));
}
