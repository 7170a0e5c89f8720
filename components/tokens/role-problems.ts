import * as en from "@/components/messages/en";
import type { PolicyError } from "@/components/policy/finding";
import type { RoleChoice } from "@/lib/roles/view";
import { chosenRoles, type RoleDraft, type TokenKind } from "./role-draft";

type Fields = Readonly<Record<string, readonly string[]>>;

/** What keeps a role from being sent. */
export function problemsOf(kind: TokenKind, draft: RoleDraft, choices: readonly RoleChoice[]): Fields {
  if (draft.choice === "custom" && chosenRoles(kind, draft, choices).length === 0) {
    return { role: [en.create.rolesRequired] };
  }
  const unwritten = draft.choice === "inline" && (draft.written === null || draft.written.length === 0);
  return unwritten ? { role: [en.create.policyRequired] } : {};
}

const POLICY = "role/statements";

/** What the server said about places inside the policy. */
export function policyErrors(fields: Fields): PolicyError[] {
  return Object.entries(fields).flatMap(([path, messages]) =>
    path.startsWith(`${POLICY}/`) ? messages.map((message) => ({ pointer: path.slice(POLICY.length), message })) : [],
  );
}
