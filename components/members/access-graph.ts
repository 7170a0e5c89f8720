import * as en from "@/components/messages/en";
import { roleName } from "@/lib/core/refusal-sentence";
import type { MemberTokens, MemberView } from "@/lib/members/view";
import type { TokenView } from "@/lib/tokens/view";

/** A role in the picture: held by the member, or only asked for by some token. */
export type RoleNode = { readonly key: string; readonly label: string; readonly held: boolean };
export type TokenNode = { readonly token: TokenView; readonly roles: readonly string[] };
/** Tokens by how lately they were used; `more` are left out of the picture. */
export type TokenGroup = { readonly title: string; readonly tokens: readonly TokenNode[]; readonly more: number };
export type AccessGraph = { readonly roles: readonly RoleNode[]; readonly groups: readonly TokenGroup[] };

const DAY_MS = 86_400_000;
const SHOWN = 12; // of a group (ux 8.4)

/** What a member's tokens ask for, and which of it the member holds. */
export function accessGraph(member: MemberView, { items }: MemberTokens, now: number): AccessGraph {
  const nodes = new Map<string, RoleNode>();
  const put = (key: string, label: string, held: boolean) => {
    const known = nodes.get(key);
    nodes.set(key, { key, label, held: held && (known?.held ?? true) });
  };
  const custom = member.roles.filter(({ deleted }) => !deleted);
  const inEffect = member.roles.length === 0 || member.baseRole === "owner";
  if (inEffect) put(member.baseRole, roleName(member.baseRole), true);
  else for (const { id, name } of custom) put(id, name, true);
  const tokens = items.map((token) => ({ token, roles: rolesOf(token, custom, put) }));
  const used = ({ token }: TokenNode) => now - lastUse(token);
  const groups = [
    groupOf(
      en.member.graph.today,
      tokens.filter((node) => used(node) < DAY_MS),
    ),
    groupOf(
      en.member.graph.month,
      tokens.filter((node) => used(node) >= DAY_MS && used(node) < 30 * DAY_MS),
    ),
    groupOf(
      en.member.graph.idle,
      tokens.filter((node) => used(node) >= 30 * DAY_MS),
    ),
  ];
  return { roles: [...nodes.values()], groups: groups.filter((group) => group.tokens.length > 0) };
}

function rolesOf(
  { role, kind, limited }: TokenView,
  held: MemberView["roles"],
  put: (key: string, label: string, held: boolean) => void,
): string[] {
  if (role.source === "inline") {
    put("inline", en.member.graph.inline, true);
    return ["inline"];
  }
  if (role.source === "base") {
    // A service token is held to its maker's past, which says nothing of what the member holds now.
    put(role.baseRole, roleName(role.baseRole), kind === "service" || !limited);
    return [role.baseRole];
  }
  for (const { id, name } of role.roles) put(id, name, kind === "service" || held.some((one) => one.id === id));
  return role.roles.map(({ id }) => id);
}

const groupOf = (title: string, tokens: readonly TokenNode[]): TokenGroup => ({
  title,
  tokens: tokens.slice(0, SHOWN),
  more: Math.max(0, tokens.length - SHOWN),
});

const lastUse = ({ lastUsedAt, gatewayUsedAt, telemetryUsedAt }: TokenView) =>
  Math.max(lastUsedAt ?? 0, gatewayUsedAt ?? 0, telemetryUsedAt ?? 0);
