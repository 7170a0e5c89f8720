/** A person's one-line name as the two that the wire knows: the first word, and the rest. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const [firstName = "", ...rest] = name.trim().split(/\s+/);
  return { firstName, lastName: rest.join(" ") };
}

/** An address in the form by which it is found again. */
export function emailKey(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}
