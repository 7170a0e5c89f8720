import type { Statement } from "@/lib/policy/statement";

/** Something to say about a policy: where, by JSON Pointer, and how to mend it, if that can be done for one. */
export type Finding = {
  readonly code: string;
  readonly level: "error" | "warning" | "note";
  readonly pointer: string;
  readonly message: string;
  readonly fix?: { readonly label: string; readonly statements: readonly Statement[] };
};

/** What the server refused, by JSON Pointer into the policy. */
export type PolicyError = { readonly pointer: string; readonly message: string };

/** The statement that a pointer leads to; null for the policy as a whole. */
export function statementAt(pointer: string): number | null {
  const first = pointer.split("/")[1];
  return first !== undefined && /^\d+$/.test(first) ? Number(first) : null;
}
