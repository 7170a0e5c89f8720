import { article, listed, orListed, plural } from "../words";

const changing = (names: readonly string[]) =>
  names.length > 0 ? `${orListed(names)} can change that.` : "Ask an Owner.";
const asking = (names: readonly string[]) => (names.length > 0 ? `Ask ${orListed(names)}.` : "Ask an Owner.");

export const create = {
  title: "New access token",
  crumb: "New",
  name: "Name",
  nameHelp: "Say what will use it. You can rename it later.",
  nameRequired: "Give the token a name.",
  note: "Note",
  noteHelp: "Optional. Don't put the secret here.",
  type: "Type",
  personalHelp: "Acts as you. It can never do more than you can, and stops if you leave.",
  serviceHelp: "Stands on its own. Its access is fixed now and stays if your role changes.",
  /** Why a kind of token cannot be made, and whom to ask. */
  denied: {
    role: (kind: string, names: readonly string[]) => `Your role can't make ${kind} tokens. ${changing(names)}`,
    rules: (kind: string, names: readonly string[]) =>
      `Token rules don't allow this: only Admins and Owners create ${kind} tokens. ${asking(names)}`,
  },
  /** The same where neither kind can. */
  noneAtAll: {
    role: (names: readonly string[]) => `Your role doesn't include making tokens. ${changing(names)}`,
    rules: (names: readonly string[]) =>
      `Token rules don't allow this: only Admins and Owners create tokens. ${asking(names)}`,
  },
  role: "Role",
  roles: {
    reader: ["Reader", "Reads everything, changes nothing"],
    writer: ["Writer", "Reads and changes resources, not people"],
    admin: ["Admin", "Also manages members, roles and others' tokens"],
    owner: ["Owner", "Everything, including the account itself"],
    custom: ["Custom", "One or more roles made in your account"],
    inline: ["Inline policy", "Permissions written for this token alone"],
  },
  baseRoles: "Base roles",
  tailored: "Tailored",
  noBaseRoles: "Your access comes from custom roles, so the base roles aren't available.",
  customRoles: "Custom roles",
  findRole: "Find a role…",
  noRoles: "No custom role has been made yet.",
  noRoleFound: "No role is called that.",
  notHeld: "You don't have this role",
  rolesRequired: "Choose at least one role.",
  usedBy: (count: number) => plural(count, "1 token", "# tokens"),
  attribute: (key: string, values: readonly string[]) => `${key} = ${values.join(", ")} (yours)`,
  attributeFixed: (key: string, values: readonly string[]) => `${key} = ${values.join(", ")} (yours, fixed now)`,
  attributeMissing: (key: string) => `You have no value for ${key}. Statements that use it will match nothing.`,
  combine: "Roles add up: if one role allows something, another role's Deny doesn't take it away.",
  followRoles: "When someone edits a role, this token changes with it.",
  policy: "Inline policy",
  policyRequired: "Finish the policy: every statement needs resources and actions.",
  above: (mine: string, above: readonly string[]) =>
    `You're ${article(mine)} ${mine}, so ${listed(above)} ${above.length === 1 ? "isn't" : "aren't"} available.`,
  notYours: "Above your own role.",
  adminOwner: "You're an Admin, so an Owner token acts as Admin.",
  expires: "Expires",
  customDate: "Custom…",
  customDateLabel: "Expiry date and time",
  never: "Never",
  neverRuled: "Token rules don't allow tokens without expiry.",
  max: (duration: string) => `Your account allows up to ${duration}.`,
  neverHelp: "Works until someone revokes it. Choose a date unless you have a reason not to.",
  stops: (instant: string, zone: string) => `Stops working on ${instant} (${zone}).`,
  submit: "Create token",
  submitNote: "The secret appears once, next.",
} as const;
