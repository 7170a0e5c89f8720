import { plural } from "../words";

export const roleEdit = {
  newTitle: "New role",
  title: (name: string) => `Edit ${name}`,
  newCrumb: "New",
  crumb: "Edit",
  differs: "Differs from what is saved",
  restoring: (version: number) => `This is version ${version}. It counts when you save it.`,
  name: "Name",
  nameRequired: "Give the role a name.",
  key: "Key",
  keyHelp: "How the API and policies name the role. It can't be changed later.",
  keyFixed: "The key can't be changed.",
  description: "Description",
  descriptionHelp: "Optional. Say who it is for.",
  viewsAll: "Holders can view everything",
  viewsAllHelp:
    "Adds viewing of everything but the account itself, and making own tokens. Leave it off to give only what the policy says.",
  viewsAllLint: "This reaches every project, also later ones. Leave it off unless holders need to see them all.",
  policy: "Policy",
  policyRequired: "Mend the policy first: what is marked can't be read.",
  attributes: (keys: readonly string[]) =>
    `Role attributes used: ${keys.join(", ")}. Whoever gives the role fills them in.`,
  copyOf: (name: string) => `Copy of ${name}`,
  create: "Create role",
  created: (name: string) => `Made the role ${name}`,
  toReview: "Review changes",
  cancel: "Cancel",
  restoredNote: (version: number) => `Restores version ${version}`,
  unchanged: "Nothing differs from what is saved.",
  aside: {
    title: "If you save",
    looking: "Looking at who has the role…",
    impact: (tokens: number, members: number) =>
      tokens + members === 0
        ? "No token and no member changes."
        : `${plural(tokens, "1 token", "# tokens")} and ${plural(members, "1 member", "# members")} change.`,
    today: (count: number) =>
      plural(count, "1 token used in the last 24 h loses something.", "# tokens used in the last 24 h lose something."),
  },
  review: {
    title: (name: string) => `Review changes to “${name}”`,
    body: (tokens: number, members: number) =>
      `Saving changes ${plural(tokens, "1 token", "# tokens")} and ${plural(members, "1 member", "# members")} at once. No secret changes.`,
    nobody: "Saving changes no token and no member. No secret changes.",
    notAll: "Only the 500 tokens used most recently were looked at.",
    changes: "What changes",
    name: (from: string, to: string) => `Name: “${from}” becomes “${to}”`,
    description: "The description changes",
    gained: "Allows now",
    lost: "Allows no longer",
    order: "Only the order or the wording of statements changes.",
    on: (kind: string) => `on ${kind}`,
    showJson: "Show JSON difference",
    hideJson: "Hide JSON difference",
    json: "JSON difference",
    tokens: (count: number) => plural(count, "1 token changes", "# tokens change"),
    members: (count: number) => plural(count, "1 member changes", "# members change"),
    noTokens: "No token changes.",
    noMembers: "No member changes.",
    loses: (count: number) => `loses ${count}`,
    gains: (count: number) => `gains ${count}`,
    today: (count: number) =>
      plural(count, "1 of them was used in the last 24 h.", "# of them were used in the last 24 h."),
    actsAs: (from: string, to: string) => `${from} → acts as ${to}`,
    recent: "used in the last 24 h",
    more: (count: number) => `Show ${count} more`,
    refused: (calls: number) => `Calls in the last 7 days that this would have refused: ${calls.toLocaleString("en")}`,
    refusedBy: (name: string, calls: number) => `${name} ${calls.toLocaleString("en")}`,
    refusedMore: (tokens: number) => plural(tokens, "1 more token", "# more tokens"),
    perhaps: (calls: number) =>
      plural(
        calls,
        "1 more used an action that this takes away on some resources only.",
        "# more used an action that this takes away on some resources only.",
      ),
    note: "Note for the audit log",
    noteHelp: "Optional. It also stands in the list of versions.",
    type: (key: string) => `Type ${key} to confirm: tokens used today lose access`,
    back: "Back to editing",
    save: (tokens: number) =>
      tokens === 0 ? "Save role" : plural(tokens, "Save and update 1 token", "Save and update # tokens"),
    saved: (name: string, tokens: number) =>
      tokens === 0 ? `Saved ${name}` : `Saved ${name}. ${plural(tokens, "1 token updated", "# tokens updated")}.`,
  },
  conflict: {
    title: "Somebody saved this role since you opened it",
    body: (who: string, version: number) =>
      `${who} saved version ${version}. Yours isn't saved, and nothing of it is lost.`,
    theirs: "Theirs",
    yours: "Yours",
    theirsHelp: "What they changed of what you opened",
    yoursHelp: "What you changed of what you opened",
    result: "Result",
    resultHelp: "What yours would change of what is saved now",
    goingOn:
      "Where both touched the same field, the result has yours in it. You read it once more before anything is saved.",
    goOn: "Go on with mine",
    drop: "Take theirs, drop mine",
    nothing: "Nothing",
  },
} as const;
