import type { Catalogue } from "./catalogue";
import type { Grant, RoleAttributes, Statement } from "./statement";

/** The linter's codes (ux 3.2.5); P27 is a placeholder beside other text, P28 an attribute without a value, P29 a closed project (decision 0012). */
export type LintCode = "P06" | "P07" | "P09" | "P20" | "P21" | "P22" | "P24" | "P25" | "P26" | "P27" | "P28" | "P29";

/** A remark on a policy: where (a JSON Pointer, RFC 6901), what in a sentence, and perhaps the policy that mends it. */
export type LintItem = {
  readonly code: LintCode;
  readonly level: "error" | "warning" | "note";
  readonly pointer: string;
  readonly message: string;
  readonly fix?: { readonly label: string; readonly statements: readonly Statement[] };
};

/** What the policy is for; without ceilings nothing can be said of what is held back. */
export type LintContext = {
  readonly token: "personal" | "service" | null;
  readonly ceilings?: readonly Grant[];
  /** What stands beside the statements in the same policy: the view floor of a custom role (semantics 3.3). */
  readonly floor?: readonly Statement[];
  /** The values that placeholders will take, where they are known. */
  readonly attributes?: RoleAttributes;
  /** The kinds and actions that have a name; the built-in ones unless others are given beside them. */
  readonly catalogue?: Catalogue;
};
