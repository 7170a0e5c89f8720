/** A disc with a person's initials: the first letter of each of the first two words. */
export function Initials({ name }: { name: string }) {
  const letters = name
    .split(/[\s@.]+/)
    .slice(0, 2)
    .map(firstLetter)
    .join("")
    .toUpperCase();
  return (
    <span
      aria-hidden="true"
      className="grid size-6 shrink-0 place-items-center rounded-full bg-neutral-bg text-2xs font-semibold text-neutral-text"
    >
      {letters}
    </span>
  );
}

/** What a reader sees as one letter, whatever the script. */
function firstLetter(word: string): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) return segment;
  return "";
}
