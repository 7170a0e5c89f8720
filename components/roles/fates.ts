/** What becomes of a token when a role of it goes: its rights of now as its own policy, another role, or its end. */
export type Fate =
  | { readonly kind: "freeze" }
  | { readonly kind: "revoke" }
  | { readonly kind: "replace"; readonly role: string };

/** What was chosen, token by token, and for those that are not named. */
export type Chosen = { readonly others: Fate | null; readonly each: Readonly<Record<string, Fate | null>> };
export type OtherRole = { readonly key: string; readonly name: string };

export const NOTHING_CHOSEN: Chosen = { others: null, each: {} };

/** Whether a token can meet with it: a service token's assignment is never another one (ruling R10). */
export function fits(fate: Fate, kind: "personal" | "service"): boolean {
  return fate.kind !== "replace" || kind === "personal";
}

/** Whether something was chosen for every token. */
export function isComplete(chosen: Chosen, tokens: readonly { id: string }[], unnamed: number): boolean {
  return tokens.every(({ id }) => chosen.each[id]) && (unnamed === 0 || chosen.others !== null);
}

/** What was chosen, as the server is told it. */
export function fatesOf({ others, each }: Chosen, unnamed: number) {
  const fates = Object.entries(each).flatMap(([id, fate]) => (fate ? [{ id, fate }] : []));
  return { fates, ...(unnamed > 0 && others ? { others } : {}) };
}
