/** The base roles of a member, weakest first (semantics 1.6). */
export const BASE_ROLES = ["no_access", "reader", "writer", "admin", "owner"] as const;
export type BaseRole = (typeof BASE_ROLES)[number];

/** The base roles that a token can be given: all but `no_access` (semantics 1.2). */
export const TOKEN_ROLES = ["reader", "writer", "admin", "owner"] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

/** What a custom role gives where none of its statements matches (semantics 3.3). */
export const BASE_PERMISSIONS = ["reader", "no_access"] as const;
export type BasePermissions = (typeof BASE_PERMISSIONS)[number];

/** The weaker of two base roles: what is left of one under the other. */
export function weakerRole(a: BaseRole, b: BaseRole): BaseRole {
  return BASE_ROLES.indexOf(a) <= BASE_ROLES.indexOf(b) ? a : b;
}

const TOKEN_ROLES_GIVEN: Record<BaseRole, readonly TokenRole[]> = {
  no_access: [],
  reader: ["reader"],
  writer: ["reader", "writer"],
  admin: TOKEN_ROLES, // an Owner token of an Admin is held back to Admin (ruling R6)
  owner: TOKEN_ROLES,
};

const MEMBER_ROLES_GIVEN: Record<BaseRole, readonly BaseRole[]> = {
  no_access: [],
  reader: ["no_access", "reader"],
  writer: ["no_access", "reader", "writer"],
  admin: ["no_access", "reader", "writer", "admin"],
  owner: BASE_ROLES,
};

/** The base roles that somebody of this level may put on a token (ruling R6). */
export function tokenRolesGivenBy(level: BaseRole): readonly TokenRole[] {
  return TOKEN_ROLES_GIVEN[level];
}

/** The base roles that somebody of this level may give a member: nobody gives more than they hold. */
export function memberRolesGivenBy(level: BaseRole): readonly BaseRole[] {
  return MEMBER_ROLES_GIVEN[level];
}
