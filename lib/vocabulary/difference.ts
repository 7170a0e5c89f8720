import type { Vocabulary, VocabularyType } from "@/lib/policy/vocabulary";

/** What of one vocabulary another one adds, takes away, and keeps with other actions or other words. */
export type Difference = {
  readonly added: readonly VocabularyType[];
  readonly removed: readonly VocabularyType[];
  readonly changed: readonly {
    readonly type: VocabularyType;
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly reworded: boolean;
  }[];
};

/** Types are the same by their names, in just these letters. */
export function differenceOf(before: Vocabulary, after: Vocabulary): Difference {
  const [old, now] = [byType(before), byType(after)];
  const changed = after.flatMap((type) => {
    const was = old.get(type.type);
    if (!was || isSame(was, type)) return [];
    const [added, removed] = [beyond(type, was), beyond(was, type)];
    return [{ type, added, removed, reworded: wordsOf(was, removed) !== wordsOf(type, added) }];
  });
  return {
    added: after.filter(({ type }) => !old.has(type)),
    removed: before.filter(({ type }) => !now.has(type)),
    changed,
  };
}

const byType = (types: Vocabulary) => new Map(types.map((each) => [each.type, each]));

const isSame = (one: VocabularyType, other: VocabularyType) => wordsOf(one, []) === wordsOf(other, []);

/** The names of actions that one type has and the other has not. */
function beyond(one: VocabularyType, other: VocabularyType): readonly string[] {
  const names = new Set(other.actions.map(({ name }) => name));
  return one.actions.flatMap(({ name }) => (names.has(name) ? [] : [name]));
}

/** Everything that is said of a type and its actions but for some, whatever their order. */
function wordsOf({ label, singular, example, actions }: VocabularyType, but: readonly string[]): string {
  const kept = actions.filter(({ name }) => !but.includes(name));
  const said = kept.map(({ name, label: words, group }) => JSON.stringify([name, words, group]));
  return JSON.stringify([label, singular, example ?? null, said.sort()]);
}
