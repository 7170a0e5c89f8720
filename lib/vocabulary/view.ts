import type { FileProblem } from "@/lib/core/json-file";
import type { Vocabulary } from "@/lib/policy/vocabulary";

/** An account's vocabulary, and which state of it this is; null and nothing where there is none. */
export type VocabularyView = { readonly revision: string | null; readonly types: Vocabulary };

/** How many custom roles, and living tokens with a policy of their own, name something. */
export type NamedBy = { readonly roles: number; readonly tokens: number };

/** A type that an import adds, changes or takes away; what goes is told with the policies that name it. */
export type AddedType = { readonly type: string; readonly label: string; readonly actions: readonly string[] };
export type RemovedType = { readonly type: string; readonly label: string; readonly namedBy: NamedBy };
export type ChangedType = {
  readonly type: string;
  readonly label: string;
  readonly added: readonly string[];
  readonly removed: readonly { readonly name: string; readonly namedBy: NamedBy }[];
  /** Whether a label, an example or a group is another. */
  readonly reworded: boolean;
};

/** What an import would change of the vocabulary as it was when it was asked about. */
export type VocabularyChange = {
  readonly seen: string | null;
  /** How many types and actions there will be. */
  readonly types: number;
  readonly actions: number;
  readonly added: readonly AddedType[];
  readonly removed: readonly RemovedType[];
  readonly changed: readonly ChangedType[];
};

/** A text looked at: what importing it would change, or why it cannot be. */
export type VocabularyPreview =
  | { readonly readable: false; readonly problems: readonly FileProblem[] }
  | { readonly readable: true; readonly change: VocabularyChange };
