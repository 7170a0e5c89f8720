/** Text to copy as it stands; it scrolls sideways, also by keyboard. */
export function Code({ label, children }: { label: string; children: string }) {
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-1">
      <p aria-hidden className="text-xs text-text-subtle">
        {label}
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-md border border-line bg-surface p-3 font-mono text-xs leading-5"
      >
        {children}
      </pre>
    </section>
  );
}
