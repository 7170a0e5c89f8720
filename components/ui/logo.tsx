/** The key, drawn with two strokes. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-base font-semibold">
      <svg
        viewBox="0 0 18 18"
        width="18"
        height="18"
        fill="none"
        stroke="var(--color-brass)"
        strokeWidth="2.2"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <circle cx="5.5" cy="9" r="3" />
        <path d="M8.5 9H16v3" />
      </svg>
      Latchkey
    </span>
  );
}
