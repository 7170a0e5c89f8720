import type { Refusal } from "@/lib/core/refusal";

/** What was asked for breaks a token rule of the account: the rule in words, at the field that it is about. */
export function againstRules(field: "expiresAt" | "oldUntil", rule: string): Refusal {
  return { kind: "invalid_input", fields: { [field]: [`Token rules don't allow this: ${rule}.`] } };
}
