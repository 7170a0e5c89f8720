import type { AuditFacts } from "./view";

const DELETED_STATE = ["key", "name", "description", "basePermissions", "policy"];

/** The states before and after an act, as far as its details tell them; `more` is what else they tell. */
export function statesOf(
  action: string,
  details: AuditFacts,
): { before: AuditFacts | null; after: AuditFacts | null; more: AuditFacts } {
  const { before, after, ...more } = details;
  if (isFacts(before) || isFacts(after)) return { before: factsOf(before), after: factsOf(after), more };
  if (action.startsWith("create")) return { before: null, after: filled(details), more: {} };
  if (!action.startsWith("delete")) return { before: null, after: null, more: details };
  const state = Object.entries(details).filter(([key]) => DELETED_STATE.includes(key));
  const others = Object.entries(details).filter(([key]) => !DELETED_STATE.includes(key));
  return { before: filled(Object.fromEntries(state)), after: null, more: Object.fromEntries(others) };
}

const filled = (facts: AuditFacts) => (Object.keys(facts).length > 0 ? facts : null);
const factsOf = (value: unknown) => (isFacts(value) ? value : null);

/** Whether a detail is itself a set of facts. */
export function isFacts(value: unknown): value is AuditFacts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
