import type { Act } from "@/components/ui/use-act";
import type { RoleEffects } from "@/lib/members/view";
import type { RoleVersionView, RoleView } from "@/lib/roles/view";
import type { OtherRole } from "./fates";

/** A role as it is saved at present, with who saved it last. */
export type Saved = { readonly role: RoleView; readonly last: RoleVersionView };

/** The acts that the page of a role's editor hands down. */
export type RoleActs = {
  readonly update: Act<{ name: string }>;
  /** What another policy would do to tokens and members. */
  readonly effects: Act<RoleEffects>;
  /** The role as somebody else saved it meanwhile. */
  readonly read: Act<Saved>;
};

/** The acts that end a role. */
export type RoleEndActs = {
  /** Does to each token what was chosen, then deletes the role. */
  readonly retire: Act<{ tokens: number }>;
  /** The roles that could take its place. */
  readonly others: Act<OtherRole[]>;
};
