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
  const { grant, by, gate } = decision;
  const takes = gate === undefined ? "" : `it also takes viewProject on ${gate}`;
  const because = by ? `, denied by ${nameOf(by)}` : "";
  if (grant !== "declared") return `Held back: ${takes && `${takes}, and `}${HELD_BACK[grant]}${because}.`;
  if (takes) return `Not allowed: ${takes}${because}.`;
  return by ? `Denied by ${nameOf(by)}.` : "Not allowed: nothing allows it.";
}

function nameOf({ source, index }: StatementRef): string {
  if (source.kind === "base_role") return `the role ${ROLE_NAMES[source.role]}`; // its statements are nobody's to read
  const policy = source.kind === "inline" ? "the inline policy" : `the role ${source.name}`;
  return `statement ${index + 1} of ${policy}`;
}
