import { type Level, levelsOf } from "./catalogue-specifier";

/**
 * A pattern, and how it reads spelling. What gives is exact; what takes away, a deny or the exceptions of an allow, is
 * loose: it sees no difference of letter case or form (security 3.8).
 */
export type Pattern = { readonly text: string; readonly loose: boolean };

/** What two patterns of one sort have to do with each other; "no" may also mean "not provably". */
export type PatternAlgebra = {
  /** Whether all that `inner` matches is matched by `outer` too. */
  readonly covers: (outer: Pattern, inner: Pattern) => boolean;
  /** Whether nothing is matched by both, whichever way they read spelling. */
  readonly disjoint: (a: Pattern, b: Pattern) => boolean;
};

/** The pattern that matches all there is, among actions and among resources. */
export const ALL = "*";

/** Action patterns: names with `*` for any run of characters. */
export const ACTIONS: PatternAlgebra = {
  covers: (outer, inner) => outer.text === ALL || compared(outer, inner, globCovers),
  disjoint: (a, b) => globsDisjoint(a.text, b.text),
};

/** Resource patterns: agreeing levels, names with `*`, selectors that must all hold; `*` alone is everything. */
export const RESOURCES: PatternAlgebra = {
  covers: (outer, inner) => outer.text === ALL || (inner.text !== ALL && compared(outer, inner, resourceCovers)),
  disjoint: (a, b) => a.text !== ALL && b.text !== ALL && resourcesDisjoint(a.text, b.text),
};

const ASCII = /^[ -~]*$/;

/** Compares in the spelling in which `outer` reads; where `inner` may be spelled in more ways than that, nothing is proven. */
function compared(outer: Pattern, inner: Pattern, covers: (outer: string, inner: string) => boolean): boolean {
  if (!outer.loose) return !inner.loose && covers(outer.text, inner.text);
  if (!ASCII.test(outer.text) || !ASCII.test(inner.text)) return false;
  const spelled = inner.text.toLowerCase();
  return covers(outer.text.toLowerCase(), inner.loose ? spelled : settled(spelled));
}

/** A letter before a star may take an accent from what the star stands for, and so be another letter once folded. */
const settled = (glob: string) => glob.replace(/[a-z<=>]+(?=\*)/g, (letters) => letters.slice(0, -1));

/**
 * Whether every text of the glob `inner` is one of `outer`. The stars of `inner` are read as a letter that nothing but a
 * star of `outer` can take in, since names have no last letter: so this is exact.
 */
export function globCovers(outer: string, inner: string): boolean {
  let o = 0;
  let i = 0;
  let star = -1;
  let resume = 0;
  while (i < inner.length) {
    if (outer[o] === "*") {
      star = o++;
      resume = i;
    } else if (inner[i] !== "*" && outer[o] === inner[i]) {
      o++;
      i++;
    } else if (star >= 0) {
      o = star + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  while (outer[o] === "*") o++;
  return o === outer.length;
}

function globsDisjoint(one: string, other: string): boolean {
  if (!ASCII.test(one) || !ASCII.test(other)) return false;
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (!a.includes("*")) return !globCovers(b, a);
  if (!b.includes("*")) return !globCovers(a, b);
  const begins = (text: string) => settled(text.slice(0, text.indexOf("*") + 1)).slice(0, -1);
  const ends = (text: string) => text.slice(text.lastIndexOf("*") + 1);
  const [beginA, beginB, endA, endB] = [begins(a), begins(b), ends(a), ends(b)];
  const agree = beginA.startsWith(beginB) || beginB.startsWith(beginA);
  return !agree || !(endA.endsWith(endB) || endB.endsWith(endA));
}

const READ = new Map<string, readonly Level[]>();
const MOST_READ = 4096;

function read(pattern: string): readonly Level[] {
  const known = READ.get(pattern);
  if (known) return known;
  if (READ.size >= MOST_READ) READ.clear(); // patterns are anybody's: what is remembered has an end
  const levels = levelsOf(pattern);
  READ.set(pattern, levels);
  return levels;
}

function resourceCovers(outer: string, inner: string): boolean {
  const wide = read(outer);
  const narrow = read(inner);
  return wide.length === narrow.length && wide.every((level, i) => levelCovers(level, narrow[i]));
}

function levelCovers(outer: Level, inner: Level | undefined): boolean {
  if (inner === undefined || outer.type !== inner.type) return false;
  const named =
    outer.name === null || inner.name === null ? outer.name === inner.name : globCovers(outer.name, inner.name);
  return named && outer.selectors.every((wanted) => inner.selectors.some((held) => selectorCovers(wanted, held)));
}

/** A property holds or does not; a tag that fits the narrower glob fits the wider. */
function selectorCovers(wanted: string, held: string): boolean {
  return wanted === held || (TAG.test(wanted) && TAG.test(held) && globCovers(wanted, held));
}

const TAG = /^[\w.*-]+$/;

/** Selectors never part two patterns: a resource may have any tags at once. */
function resourcesDisjoint(one: string, other: string): boolean {
  const a = read(one);
  const b = read(other);
  return a.length !== b.length || a.some((level, i) => levelsDisjoint(level, b[i]));
}

function levelsDisjoint(a: Level, b: Level | undefined): boolean {
  return b === undefined || globsDisjoint(a.type, b.type) || globsDisjoint(a.name ?? "", b.name ?? "");
}
