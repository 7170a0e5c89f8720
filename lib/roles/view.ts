import type { BasePermissions } from "@/lib/core/base-role";
import type { Statement } from "@/lib/policy/statement";

/** What may leave the server about a custom role. Instants are epoch milliseconds. */
export type RoleView = {
  id: string;
  key: string;
  name: string;
  description: string;
  basePermissions: BasePermissions;
  resourceCategory: "organization" | "project" | "any" | null;
  /** As it was written. */
  policy: readonly Statement[];
  version: number;
  createdAt: number;
  modifiedAt: number;
  /** Living members who hold it directly, and living tokens that it scopes. */
  assignedTo: { members: number; personalTokens: number; serviceTokens: number };
};

/** One saved state of a role. */
export type RoleVersionView = {
  version: number;
  name: string;
  description: string;
  basePermissions: BasePermissions;
  policy: readonly Statement[];
  savedAt: number;
  /** The name or address of who saved it; null for the operator at the server. */
  savedBy: string | null;
  comment: string | null;
};

/** One page of roles. */
export type RolePage = { items: RoleView[]; total: number };

/** A role as a form offers it. */
export type RoleChoice = Pick<RoleView, "id" | "key" | "name" | "description" | "basePermissions" | "policy"> & {
  /** Living tokens that it scopes. */
  tokens: number;
  /** Whether the viewer holds it directly. */
  held: boolean;
};

/** The role attributes that a policy mentions, each once: `projectKey` of `proj/${roleAttribute/projectKey}` (ruling R5). */
export function attributeKeysOf(policy: readonly Statement[]): string[] {
  const patterns = policy.flatMap(({ resources = [], notResources = [] }) => [...resources, ...notResources]);
  const keys = patterns.flatMap((pattern) =>
    [...pattern.matchAll(/\$\{roleAttribute\/([^}]+)\}/g)].map(([, key]) => key ?? ""),
  );
  return [...new Set(keys)];
}
