import type { BaseRole } from "@/lib/core/base-role";
import type { Decision, StatementRef } from "./decide";
import type { GrantKind } from "./statement";

const ROLE_NAMES: Record<BaseRole, string> = {
  no_access: "No access",
  reader: "Reader",
  writer: "Writer",
  admin: "Admin",
  owner: "Owner",
};

const HELD_BACK: Record<Exclude<GrantKind, "declared">, string> = {
  member: "you don't have it",
  creator: "its creator couldn't do this when the token was made",
  minting_token: "the token that made it couldn't do this",
};

/** A decision in one sentence: which statement decided, or which ceiling held it back and how (ux.md 4.4). */
export function explain(decision: Decision): string {
  if (decision.effect === "allow") return `Allowed by ${nameOf(decision.by)}.`;
  if (decision.grant === "declared") {
    return decision.by ? `Denied by ${nameOf(decision.by)}.` : "Not allowed: nothing allows it.";
  }
  const because = decision.by ? `, denied by ${nameOf(decision.by)}` : "";
  return `Held back: ${HELD_BACK[decision.grant]}${because}.`;
}

function nameOf({ source, index }: StatementRef): string {
  if (source.kind === "base_role") return `the role ${ROLE_NAMES[source.role]}`; // its statements are nobody's to read
  const policy = source.kind === "inline" ? "the inline policy" : `the role ${source.name}`;
  return `statement ${index + 1} of ${policy}`;
}
