/** The columns of the permission matrix, in their order (ux 8.2). */
export const ACTION_GROUPS = ["view", "create", "edit", "delete", "manage"] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** Something that can be done to a kind of resource, and how it is said. */
export type CatalogueAction = { readonly name: string; readonly group: ActionGroup; readonly label: string };

/** An action by its name: its group and, unless one is given, its label are read off the name (R11: any name will do). */
export function actionNamed(name: string, label = labelOf(name)): CatalogueAction {
  return { name, group: groupOf(name), label };
}

// Who may do what, secrets, approvals and what runs once: everything that is more than a change of the thing itself.
const MANAGING =
  /Approval|Policy$|Role|Permission|Members$|Tokens$|Owner$|^update(Api|Mobile)Key$|Secret$|^(apply|approve|bypass|review|reset|revoke|send|enable|disable|import|validate|manage)/;
const GROUP_BY_VERB: readonly (readonly [RegExp, ActionGroup])[] = [
  [/^(view|get|list|read)/, "view"],
  [/^(create|clone)[A-Z*](?!pprovalRequest)/, "create"],
  [/^delete[A-Z*](?!pprovalRequest)/, "delete"],
  [MANAGING, "manage"],
  [/^(add|remove|update|replace|toggle|copy|link|unlink|stop|edit|set|change)/, "edit"],
];

function groupOf(name: string): ActionGroup {
  return GROUP_BY_VERB.find(([verb]) => verb.test(name))?.[1] ?? "manage";
}

/** `updateSamlSsoUrl` → "Update SAML SSO URL". */
function labelOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(" ")
    .map((word) => SPELLED[word.toLowerCase()] ?? (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const SPELLED: Readonly<Record<string, string>> = Object.fromEntries(
  ["AI", "API", "IP", "JSON", "MFA", "SAML", "SCIM", "SDK", "SSO", "TTL", "URL", "X509", "Jira"].map((word) => [
    word.toLowerCase(),
    word,
  ]),
);
