/** Among some names the one nearest to a mistyped one; null when none is near enough to be meant. */
export function nearestName(wrong: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.ceil(wrong.length / 4)) + 1;
  for (const name of names) {
    const distance = editsBetween(wrong.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
