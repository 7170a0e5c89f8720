/** The addresses of a text: one a line, or separated by commas, semicolons or spaces; `Priya <priya@acme.example>` is one too. */
export function splitAddresses(text: string): string[] {
  return text
    .split(/[\n,;]+/)
    .flatMap((part) => /<([^<>]+)>\s*$/.exec(part)?.[1] ?? part.trim().split(/\s+/))
    .map((part) => part.trim())
    .filter(Boolean);
}
