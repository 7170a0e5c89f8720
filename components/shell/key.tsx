/** A key as it is printed on a keyboard. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-block min-w-5 rounded-sm border border-line-strong px-1 text-center font-mono text-2xs text-text-muted">
      {children}
    </kbd>
  );
}
