import { plural } from "../words";

/** The choice of custom roles, which is loaded when it is opened. */
export const heldRoles = {
  customRoles: "Custom roles",
  findRole: "Find a role…",
  noRoles: "No custom role has been made yet.",
  noRoleFound: "No role is called that.",
  notHeld: "You don't have this role",
  usedBy: (count: number) => plural(count, "1 token", "# tokens"),
  attribute: (key: string, values: readonly string[]) => `${key} = ${values.join(", ")} (yours)`,
  attributeFixed: (key: string, values: readonly string[]) => `${key} = ${values.join(", ")} (yours, fixed now)`,
  attributeMissing: (key: string) => `You have no value for ${key}. Statements that use it will match nothing.`,
  combine: "Roles add up: if one role allows something, another role's Deny doesn't take it away.",
  followRoles: "When someone edits a role, this token changes with it.",
} as const;
