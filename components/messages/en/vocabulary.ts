import { listed, plural } from "../words";

/** What is said of the account's own types and actions. */
export const vocabulary = {
  title: "Vocabulary",
  intro:
    "The types and actions of your own services. They are offered wherever a policy is written, and told by their labels wherever one is read. They decide nothing: a policy may name any type, here or not.",
  none: "No types of your own yet",
  noneBody:
    "Describe what your services guard in a small JSON catalogue: types, their actions, and how each is called.",
  noneDenied: "Policies can name any type all the same.",
  size: (types: number, actions: number) =>
    `${plural(types, "1 type", "# types")}, ${plural(actions, "1 action", "# actions")}`,
  import: "Import",
  replace: "Replace",
  example: "Start from an example",
  export: "Export",
  remove: "Remove",
  caption: "The account's own types and their actions",
  columns: { type: "Type", written: "In policies", actions: "Actions" },
  actions: (count: number) => plural(count, "1 action", "# actions"),
  form: "Import a catalogue",
  text: "Catalogue",
  textHelp:
    "What you import replaces the whole catalogue. An action is a name, or an object with name, label and group (view, create, edit, delete or manage). Readers may do what begins with view, get, list or read.",
  file: "Choose a file",
  current: "Start from the current one",
  tooLarge: "That file is larger than 128 KB.",
  unreadable: "That file couldn't be read.",
  preview: "Preview",
  problems: (count: number) => plural(count, "1 thing to mend", "# things to mend"),
  line: (line: number) => `Line ${line.toLocaleString("en")}`,
  notJson: "This isn't JSON from here on.",
  changed: "Somebody changed the vocabulary since you looked at this. This is what your import would change now.",
  changes: "What this changes",
  nothing: "This is what is there already.",
  looked: "What this changes stands below.",
  after: (size: string) => `${size} in all.`,
  added: "New",
  changedTypes: "Changed",
  removed: "Gone",
  addedActions: (names: readonly string[]) => `New: ${names.join(", ")}`,
  reworded: "Other labels, groups or example.",
  goes: (name: string, by: string) => `Gone: ${name}, ${by}`,
  namedBy: (roles: number, tokens: number) => {
    const words = [
      ...(roles > 0 ? [plural(roles, "1 role", "# roles")] : []),
      ...(tokens > 0 ? [plural(tokens, "1 token's own policy", "# tokens' own policies")] : []),
    ];
    return words.length === 0 ? "named by no policy" : `named by ${listed(words)}`;
  },
  goOn: "Policies that name what goes stay as they are and decide as before. The editor no longer offers it.",
  imported: (size: string) => `Imported ${size}`,
  removeTitle: "Remove the vocabulary?",
  removeBody: "Types and actions of your own are then shown by their bare names, and no longer offered.",
  removeFree: "No policy names any of them.",
  removeDone: "Removed the vocabulary",
} as const;
